// Package live orders the edits of open flows, keeps them, and tells everyone
// who is looking.
//
// A Hub holds one room per open flow. One goroutine per room is the only one
// that touches the document, the log and the list of connections, so the order
// of events in a room is the order in which that goroutine handled them.
//
// The laws:
//
//  1. An acknowledged edit is on disk: ack and applied leave after the commit
//     of the transaction that wrote the batch, never before.
//  2. The log holds what was done, not what was asked: identifiers renamed
//     meanwhile are replaced, an undo is written as the operations it came to.
//     Snapshot plus log rows give the same bytes that the room holds.
//  3. A batch has one revision, revisions have no gaps, and (flow, client,
//     sequence number) names a batch: sending it again is answered with the
//     same acknowledgement.
//  4. When the outcome of a commit is not known, the room throws its document
//     away and reads the table again. The table is the truth.
//  5. An undo changes only what still holds the value that the undone batch
//     gave it, and afterwards the value's former writer counts as its writer
//     again, so that k undos and k redos give the same flow.
//  6. A connection that does not read is closed; it never slows a room.
//
// docs/protocol.md describes the messages.
package live
