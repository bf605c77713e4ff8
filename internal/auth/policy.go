package auth

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a password: characters at least, bytes at most. The upper one keeps
// a request from buying unbounded hashing.
const (
	MinPassword = 12
	MaxPassword = 1024
)

// minDistinct is how many different characters a password needs.
const minDistinct = 5

// WeakPassword says why a password was refused, in a sentence for its owner.
type WeakPassword struct{ Reason string }

func (e *WeakPassword) Error() string { return e.Reason }

// common holds the words that the commonest passwords are made of, one a line.
//
//go:embed common.txt
var common string

var commonWords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.FieldsSeq(common) {
		words[word] = true
	}
	return words
}()

// runs are what fingers do on a keyboard when asked for something long.
var runs = []string{
	"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm",
	"1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "q1w2e3r4t5y6u7i8o9p0",
}

// CheckNewPassword refuses what is easy to guess with *WeakPassword. personal
// is what others know about the owner: email, name. There are no rules about
// kinds of characters; length is what counts.
func CheckNewPassword(password string, personal ...string) error {
	switch {
	case !utf8.ValidString(password):
		return &WeakPassword{"The password is not valid text."}
	case utf8.RuneCountInString(password) < MinPassword:
		return &WeakPassword{"Use at least 12 characters. A few words in a row are easy to remember and hard to guess."}
	case len(password) > MaxPassword:
		return &WeakPassword{"Use at most 1024 bytes."}
	case distinct(password) < minDistinct:
		return &WeakPassword{"Use more different characters."}
	}
	lower := strings.ToLower(password)
	if isRun(lower) || onlyCommonWords(lower) {
		return &WeakPassword{"This is among the first passwords that somebody would try. Choose another."}
	}
	for _, known := range personal {
		known = strings.ToLower(strings.TrimSpace(known))
		local, _, _ := strings.Cut(known, "@")
		if known != "" && (lower == known || letters(lower) == letters(known) || letters(lower) == letters(local)) {
			return &WeakPassword{"Do not use your name or email as the password."}
		}
	}
	return nil
}

func distinct(s string) int {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen)
}

// isRun tells whether s is a part of a keyboard run, forwards or backwards.
func isRun(s string) bool {
	for _, run := range runs {
		if strings.Contains(run, s) || strings.Contains(reverse(run), s) {
			return true
		}
	}
	return false
}

func reverse(s string) string {
	b := []byte(s)
	for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
		b[i], b[j] = b[j], b[i]
	}
	return string(b)
}

// onlyCommonWords tells whether the letters of s, read as people write them
// with digits and signs, are one or two common words: "Password1234!",
// "w3lcome2026...", "adminadmin12".
func onlyCommonWords(s string) bool {
	for _, read := range []string{letters(s), letters(leet.Replace(strings.TrimRightFunc(s, notLetter)))} {
		for i := 1; i <= len(read); i++ {
			if commonWords[read[:i]] && (i == len(read) || commonWords[read[i:]]) {
				return true
			}
		}
	}
	return false
}

var leet = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "@", "a", "$", "s", "5", "s", "7", "t", "!", "i")

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if notLetter(r) {
			return -1
		}
		return r
	}, s)
}
