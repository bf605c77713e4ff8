// Package layout arranges flows: layered, left to right, branches in the order
// in which their ports are drawn. It reads a document and answers with
// operations that move blocks and notes; it changes nothing itself.
//
// How: edges that turn back are found by a depth-first walk along the branches
// and left out, the rest give each block a column by its longest path. A block
// that many wires lead to (the canvas draws them as stubs) keeps one edge only.
// Edges over several columns get a lane in each, the order within columns comes
// from weighted barycentres of ports, and the way on from a block's first port
// stays a straight row wherever that crosses nothing.
//
// Laws, each a test:
//
//  1. The same document gives the same operations.
//  2. What was arranged and is arranged again the same way gives no operation.
//  3. Arranged blocks do not overlap as drawn, nor any block that stays.
//  4. Every edge that does not turn back goes right.
//  5. A block goes no other way than move_block, a note than set_note of its
//     position: the meaning of the flow stays.
package layout
