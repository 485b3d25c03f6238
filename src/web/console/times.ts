const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** An instant with its weekday, in Chinese time. */
export function momentText(at: string | number): string {
  return MOMENT.format(new Date(at));
}

/** An instant without its weekday, in Chinese time. */
export function clockText(at: string | number): string {
  return CLOCK.format(new Date(at));
}
