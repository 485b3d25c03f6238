import { TurnContext } from 'botbuilder';
import { Botkit } from 'botkit';
import { describe, expect, test } from 'vitest';
import { WechatBotAdapter } from '../../src/channels/wechat/bot-adapter.ts';
import { shippedAdvisor } from '../support/advisor.ts';
import { testDesk } from '../support/desk.ts';
import { wechatPlatform } from '../support/wechat-platform.ts';

describe('the adapter of a 服务号 for Botkit', () => {
  test('lets a bot of Botkit hear and answer, in order, and refuses what is forged', async () => {
    const platform = await wechatPlatform('safe');
    const carriers = new Map([['wechat', platform.channel]]);
    const desk = await testDesk(await shippedAdvisor(), null, { testClock: false, carriers });
    const adapter = new WechatBotAdapter(desk, platform.channel, platform.settings);
    const storage = { read: async () => ({}), write: async () => {}, delete: async () => {} };
    const controller = new Botkit({ adapter, storage, disable_webserver: true, disable_console: true });
    let reference: ReturnType<typeof TurnContext.getConversationReference> | null = null;
    controller.on('message', async (bot, message) => {
      reference = TurnContext.getConversationReference(message.context.activity);
      await bot.reply(message, `听到：${message.text}`);
      await bot.reply(message, '第二句');
    });
    const run = (context: TurnContext) => controller.handleTurn(context);
    platform.hear('mei');
    const xml = platform.messageXml('mei', '1', { MsgType: 'text', Content: '刷卡没到账' });
    const response = await adapter.processPost(platform.postOf(desk, xml), run);
    expect([response.status, await response.text()]).toEqual([200, '']);
    const texts = () => platform.shownTo('mei').map(({ text }) => text);
    await expect.poll(texts).toEqual(['听到：刷卡没到账', '第二句']);
    await adapter.continueConversation(reference ?? {}, async (context) => {
      await context.sendActivity('过后再说一句');
    });
    expect(texts().at(-1)).toBe('过后再说一句');
    const open = { ...platform.postOf(desk, xml), body: xml };
    expect((await adapter.processPost(open, run)).status).toBe(401);
    const strange = platform.postOf(
      desk,
      platform.messageXml('mei', '', { MsgType: 'event', Event: 'CLICK' }),
    );
    expect((await adapter.processPost(strange, run)).status).toBe(200);
    await platform.close();
  }, 60_000);
});
