const WIDTH = 750;
const MARGIN = 44;
const SIZE = 30;
const LINE = 48;
const FONT = `${SIZE}px system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif`;

/** The answer as a picture to be kept or passed on: a PNG as a data address. */
export function drawCard(text: string, title: string): string {
  const canvas = document.createElement('canvas');
  const pen = canvas.getContext('2d');
  if (pen === null) return '';
  pen.font = FONT;
  const lines = text.split('\n').flatMap((line) => wrapped(pen, line));
  canvas.width = WIDTH;
  canvas.height = 2 * MARGIN + LINE * (lines.length + 2);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = '#0b57d0';
  pen.font = `bold ${FONT}`;
  pen.fillText(title, MARGIN, MARGIN + SIZE);
  pen.fillStyle = '#1b1f24';
  pen.font = FONT;
  lines.forEach((line, i) => {
    pen.fillText(line, MARGIN, MARGIN + SIZE + LINE * (i + 1.5));
  });
  return canvas.toDataURL('image/png');
}

/** Breaks a line between any two characters, as Chinese may be, but not before closing punctuation. */
function wrapped(pen: CanvasRenderingContext2D, line: string): string[] {
  const lines = [''];
  for (const sign of line) {
    const last = lines.length - 1;
    const longer = `${lines[last]}${sign}`;
    const fits = pen.measureText(longer).width <= WIDTH - 2 * MARGIN;
    if (fits || /[，。：；、？！）”]/.test(sign)) lines[last] = longer;
    else lines.push(sign);
  }
  return lines;
}
