// Package arch holds the tests that keep the shape of the code: which package
// may import which, and how large a file may grow. It has no code of its own.
package arch
