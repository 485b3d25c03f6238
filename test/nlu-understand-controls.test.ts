import { describe, expect, test } from 'vitest';
import { trainClassifier } from '../src/nlu/classifier/train.ts';
import { createReader } from '../src/nlu/reader.ts';
import { shippedContent } from './support/shipped-content.ts';

const content = await shippedContent();
const read = createReader(content, trainClassifier(content.intents, content.vocabulary));

const said: Readonly<Record<string, string>> = {
  back: `返回|返回上一步|上一个|回到上一题|退回上一步|我要改上一个|往回退一步|回去|前面那题重选|刚才点快了，返回|撤回上一条|后退|倒回去`,
  restart: `重新开始|从头来|重来|重新问一遍|咱们从头说|全部重来|再从头开始吧|重开一个|清空重来`,
  human: `转人工|人工客服|我要找真人|叫个活人来|找你们经理|让客服给我打电话|接人工|有没有人|不想跟机器人说|我要投诉 转人工|客服电话多少|打我电话|要人工服务|叫你们领导来|帮我接一下客服|人工人工|能不能来个人|真人客服|帮我找个人|喊个真人来|整个活人来`,
  repeat: `再说一遍|没看懂|你刚才问什么|什么意思|没听明白|重复一下|问题是啥来着|再发一次|刚问的啥|再讲一次|啥意思啊|你说啥`,
  thanks: `谢谢|谢了|多谢啊|感谢|thx|谢谢您|辛苦了|麻烦你了|唔该|好的谢谢|3Q|蟹蟹|多謝|明白了 谢谢|太感谢了`,
  bot_question: `你是机器人吗|你是人吗|是真人吗|你是不是机器人|机器人还是人|你是哪个公司的|你是银联的客服吗|你谁啊|你是AI吧|你是支付公司的人吗|我是在跟机器说话吗|是自动回复吧`,
  correct: `说错了|刚才说错了|选错了|打错字了|刚才按错了|前面那个不对|我要改一下|答错了 改一下|不对不对|纠正下|上面填错了|我刚才说的金额不对|改一下时间|之前那条作废`,
  wait: `等一下|稍等|我去看看|等我查一下|等会儿再说|有客人 等下|先忙一会|等等|我问问店员|马上回来|晚点再聊|我翻一下小票|等我几分钟|先接个电话|我去拿机器`,
  why: `为什么问这个|问这个干嘛|这跟到账有啥关系|为啥要问换卡|为什么要知道金额|你问这个有什么用|干嘛问卡种|这个很重要吗|凭啥告诉你|为啥问我要这些|要这个干什么|为什么这么判断|依据是什么|怎么判断的|凭什么这么说|为什么|为啥呢|凭什么|凭啥|怎么看出来的|你怎么知道的|为什么是这个原因|何以见得|理由呢|有依据吗|怎么得出这个结论的`,
  cancel: `算了|不问了|不用了|取消|不查了|先不弄了|算了算了|不想弄了|拉倒吧|不需要了|懒得弄|退出|结束吧`,
  greet: `你好|有人吗|您好|hello|早上好|在不在|hi|喂|哈喽|客服在吗|亲在吗|你好啊|下午好`,
  bye: `再见|88|没事了|先这样|bye|没别的了|回头见|那先这样吧 拜|走了|拜拜`,
};
const none = `就上礼拜换的|一直是支付公司打过来的|银行又不打个电话来|客人等了半天|钱退回去了|昨天的钱没到|机器坏了|谢谢老板光临时刷的五百 没到账|我重新刷了一次成功了|返回码51|不是我的卡|客人取消了交易|退回来了|等了三天了还没到|为什么没到账|怎么还没到|刷错卡了|按错金额了|点了撤销|没有了|怎么判断是储蓄卡|风控理由是什么|怎么确定是哪家|为什么还没到|为什么不到账|怎么看出款状态|怎么知道到没到账|你怎么知道我换过卡|为什么刷卡失败`;

describe('A wish about the talk itself', () => {
  const rows = Object.entries(said).flatMap(([control, forms]) =>
    forms.split('|').map((form) => [form, control] as const),
  );
  test.each(rows)('%s is heard as %s', (text, control) => {
    expect(read(text, { at: 0, asked: null }).control).toBe(control);
  });

  test.each(none.split('|'))('is not heard in %s', (text) => {
    expect(read(text, { at: 0, asked: null }).control).toBeNull();
  });
});
