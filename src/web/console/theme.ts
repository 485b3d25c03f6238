import type { ThemeConfig } from 'antd';

/** The looks of the console: colours with enough contrast for small print, and controls that a thumb can hit. */
export const THEME: ThemeConfig = {
  token: {
    colorPrimary: '#0b57d0',
    colorPrimaryHover: '#0a4ab0',
    colorPrimaryActive: '#083c8f',
    colorLink: '#0b57d0',
    colorLinkHover: '#0a4ab0',
    colorTextPlaceholder: '#5c6470',
    colorTextDescription: '#4b5563',
    colorTextSecondary: '#4b5563',
    colorTextTertiary: '#5c6470',
    colorTextDisabled: '#5c6470',
    colorError: '#b3261e',
    colorSuccess: '#136c3a',
    colorWarning: '#8a5300',
    colorBgLayout: '#f3f5f9',
    borderRadius: 8,
    fontSize: 15,
    controlHeight: 38,
    fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
    motion: false,
  },
};
