import { at, type Samples, text } from '../sample';

export const incidentSamples: Samples = {
  values: {
    kind: 'water',
    place: text('二期地下一层', 'phase 2, basement 1'),
    situation: text('消防管爆裂，水深三厘米。', 'A fire main has burst, three centimetres of water.'),
    since: at('2026-11-23 08:20'),
    missingZh: '安保部、工程组',
    missingEn: 'Security, Engineering',
    report: text('阀门已关，正在排水。', 'The valve is shut, the water is being pumped out.'),
    result: text('已排干，恢复供水。', 'It is dry, and the water is on again.'),
    percent: 80,
    course: text('关阀、排水、更换管件。', 'Shut the valve, pumped it out, replaced the pipe.'),
    cause: text('管件锈蚀', 'a rusted pipe'),
    lessons: text('每季检查管件。', 'The pipes are looked at each quarter.'),
  },
  messages: {
    alarm: ['kind', 'place', 'situation', 'since'],
    'false-alarm': ['kind', 'place'],
    'next-called': ['kind', 'place', 'situation', 'since', 'missingZh', 'missingEn'],
    over: ['kind', 'place', 'result'],
    'report-asked': ['kind', 'place'],
    'review-due-soon': ['kind', 'place', 'percent'],
    'review-overdue': ['kind', 'place'],
    reviewed: ['kind', 'place', 'course', 'cause', 'lessons'],
    situation: ['kind', 'place', 'report'],
  },
  toCustomer: [],
};
