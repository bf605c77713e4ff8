package page

// icons are drawn on a 24 by 24 grid, stroked.
var icons = map[string]string{
	"alert":    "M12 4 2.8 20h18.4L12 4ZM12 10.5v4M12 17.2v.1",
	"archive":  "M3.5 5h17v4h-17ZM5 9v10h14V9M10 13h4",
	"arrow":    "M5 12h14M13 6l6 6-6 6",
	"back":     "M19 12H5M11 6l-6 6 6 6",
	"check":    "m5 12.5 4.5 4.5L19 7.5",
	"chevron":  "m6 9.5 6 6 6-6",
	"copy":     "M9 9h11v11H9ZM5.5 15H4V4h11v1.5",
	"dots":     "M5 11a1 1 0 1 0 .01 0ZM12 11a1 1 0 1 0 .01 0ZM19 11a1 1 0 1 0 .01 0Z",
	"download": "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
	"file":     "M6 3h8l5 5v13H6ZM14 3v5h5",
	"history":  "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.8",
	"info":     "M12 3.5a8.5 8.5 0 1 0 .01 0ZM12 11v5M12 7.8v.1",
	"key":      "M8 11.5a4 4 0 1 0 .01 8 4 4 0 0 0 0-8ZM11 12.5 20 3.5M16.5 7l3 3",
	"live":     "M12 10.5a1.5 1.5 0 1 0 .01 0ZM7.5 16.5a6.3 6.3 0 0 1 0-9M16.5 7.5a6.3 6.3 0 0 1 0 9",
	"pencil":   "M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19 4 20ZM13.5 7l3.5 3.5",
	"plus":     "M12 5v14M5 12h14",
	"restore":  "M4 9h10a5.5 5.5 0 1 1 0 11H8M8 4.5 3.5 9 8 13.5",
	"search":   "M10.5 4a6.5 6.5 0 1 0 .01 0ZM15.5 15.5 20 20",
	"settings": "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
	"signout":  "M14 4h5v16h-5M4 12h11M11 8l4 4-4 4",
	"upload":   "M12 16V5M7 9.5 12 4.5l5 5M4.5 20h15",
	"user":     "M12 4a4 4 0 1 0 .01 0ZM4.5 20.5a7.5 7.5 0 0 1 15 0",
	"x":        "M6 6l12 12M18 6 6 18",
}
