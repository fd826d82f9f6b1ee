import type { Text } from '../../statechart/types';

/** What the command line says about messages and channels. */
export const messageWords = {
  noMessages: { zh: '没有符合条件的消息（{folder}）', en: 'No message fits ({folder}).' },
  channel: { zh: '渠道', en: 'channel' },
  channelType: { zh: '类型', en: 'type' },
  serves: { zh: '用于', en: 'for' },
  serves_customer: { zh: '客户', en: 'customers' },
  serves_staff: { zh: '内部人员', en: 'staff' },
  attempts: { zh: '尝试次数', en: 'tried' },
  address: { zh: '地址', en: 'address' },
  message_pending: { zh: '待发', en: 'pending' },
  message_held: { zh: '暂缓', en: 'held' },
  message_sending: { zh: '发送中', en: 'sending' },
  message_accepted: { zh: '已受理', en: 'accepted' },
  message_delivered: { zh: '已送达', en: 'delivered' },
  'message_failed-for-now': { zh: '暂未成功', en: 'failed for now' },
  'message_failed-for-good': { zh: '发送失败', en: 'failed for good' },
  message_suppressed: { zh: '已取消', en: 'suppressed' },
  message_bundled: { zh: '已合并', en: 'bundled' },
  message_unknown: { zh: '结果不明', en: 'unknown' },
  message_dead: { zh: '已放弃', en: 'dead' },
} as const satisfies { readonly [name: string]: Text };
