/** The least that any canvas takes: this page with one shape painted. */

const canvas = document.createElement("canvas");
canvas.width = innerWidth;
canvas.height = innerHeight;
document.getElementById("canvas")?.append(canvas);
canvas.getContext("2d")?.fillRect(40, 40, 240, 48);
