import type { Text } from '../statechart/types';

/**
 * The articles of the rule books that the machines cite, by the short names used in `rule` and `source`, each in our own words.
 * What no book says cites nothing: it is a default of the policy file.
 */
export const articles = {
  'CSD-5 §3': {
    zh: '客服部管理制度（五）：客服不能判定的，上报主管，再报人事行政部。',
    en: 'Customer service, part 5: what the agent cannot decide goes up to the supervisor, then to human resources.',
  },
  'CSD-5 §4.1': {
    zh: '客服部管理制度（五）：员工投诉由投诉专员受理；不能处理的当日上报，人事行政部调查取证、作出决定；重大而不能判定的，一日内报总经理或董事长。',
    en: 'Customer service, part 5: an employee’s complaint is taken in by the officer; what cannot be settled is reported the same day; human resources investigates, takes evidence and decides; a major one that it cannot judge goes to the general manager or chairman within a day.',
  },
  'CSD-5 §4.1.3': {
    zh: '客服部管理制度（五）：涉及的部门配合调查，并提出意见。',
    en: 'Customer service, part 5: the department concerned cooperates and gives its opinion.',
  },
  'CSD-5 §4.2.1': {
    zh: '客服部管理制度（五）：客服受理客户投诉（a），并判定是否成立及责任部门（b）。',
    en: 'Customer service, part 5: the agent takes in a customer’s complaint (a) and judges whether it is grounded and who is liable (b).',
  },
  'CSD-5 §5.1': {
    zh: '客服部管理制度（五）：员工可以申请复议；总经理和董事长的裁定为最终裁定。',
    en: 'Customer service, part 5: the employee may ask for a review; what the general manager or the chairman decides is final.',
  },
  'CSD-5 §5.2.7': {
    zh: '客服部管理制度（五）：已处理的投诉每周回访一次。',
    en: 'Customer service, part 5: a handled complaint is called back once a week.',
  },
  'CSD-5 §7.1.1': {
    zh: '客服部管理制度（五）：员工投诉三日内答复；超期且再次投诉或越级投诉的，每次 50 元。',
    en: 'Customer service, part 5: an employee’s complaint is answered within three days; where that is missed and the employee complains again or over their heads, it is 50 yuan a time.',
  },
  'CSD-9 §4.4': {
    zh: '客服部管理制度（九）：突发事件的处理：随时报告现场情况，直到事件解除。',
    en: 'Customer service, part 9: incidents: the situation is reported until it is over.',
  },
  'CSD-9 §4.9': {
    zh: '客服部管理制度（九）：派工 20 分钟后检查是否到场；未到场的，客服致电业主说明原因，并跟进完工时间。',
    en: 'Customer service, part 9: arrival is checked 20 minutes after dispatch; if nobody is there, the agent phones the owner to explain and follows the finish time.',
  },
  'CSD-9 §4.10': {
    zh: '客服部管理制度（九）：报修派工。',
    en: 'Customer service, part 9: repair dispatch.',
  },
  'CSD-14': {
    zh: '客服部管理制度（十四）：部门之间有分歧的，各自提交意见，由办公室裁决，督办部门执行。',
    en: 'Customer service, part 14: where departments disagree each files its opinion, the office decides, and the supervising department carries it out.',
  },
  'CSD-14 首问负责': {
    zh: '客服部管理制度（十四）首问负责制：首先受理的人负责登记；职责内的一次办好，职责外的转交组长或事项负责人，并跟进到客户得到答复；推诿的记录在案。',
    en: 'Customer service, part 14, first responsible person: whoever is asked first registers the matter; what is in their scope is done in one go, the rest is handed to the lead or the person in charge and followed until the customer has an answer; passing the buck is recorded.',
  },
  'CSD-14-6': {
    zh: '客服部管理制度（十四）首问负责制第 6 条：紧急情况先解决客户的问题，再补填工作单。',
    en: 'Customer service, part 14, no. 6: in urgent cases the customer’s problem is solved first and the work slip is filed after.',
  },
  'CSD-14 被动服务': {
    zh: '客服部管理制度（十四）被动服务：热线答复、远程协助、上门服务；自提出起 24 小时内答复；严重质量问题转相关部门。',
    en: 'Customer service, part 14, passive service: answer by hotline, remote help, on-site visit; an answer within 24 hours of the request; serious quality problems are passed to the departments concerned.',
  },
  'CSD-14 重大故障': {
    zh: '客服部管理制度（十四）：最先获知的人立即通知各部门、签约销售与分管经理；分管经理立案并报告领导，跟进到消除；事后由技术服务负责人提交故障分析，送客户与销售。',
    en: 'Customer service, part 14: whoever hears of a major fault first tells the departments, the salesperson who signed and the manager in charge at once; the manager files it and tells the executives; it is followed until it ends; then the head of technical service has an analysis written, which goes to the customer and to sales.',
  },
  'FAC 1 art. 8': {
    zh: '工厂客服中心管理制度：咨询的受理与首问负责。',
    en: 'Factory service centre: taking inquiries, and who is asked first is responsible.',
  },
  'FAC 1 art. 9': {
    zh: '工厂客服中心管理制度：不能当即解决的，说明原因和再次答复的日期，并报经理。',
    en: 'Factory service centre: what cannot be solved at once is explained, with the date of the next reply, and goes on to the manager.',
  },
  'ORG 应急预案': {
    zh: '客户服务中心机构设置（应急预案）：按类别启动预案，同时通知预案中的各部门，各部门确认；事后总结。',
    en: 'Set-up of the customer service centre, emergency plans: the plan is chosen by kind, all its departments are told together and confirm; a review follows.',
  },
  'ORG 售后服务': {
    zh: '客户服务中心机构设置（售后服务）：安装完成后由客户验收签字，未通过的整改；验收后建立客户档案，开始定期回访。',
    en: 'Set-up of the customer service centre, after-sales service: the customer signs the acceptance, what is refused is reworked; then the file is opened and the regular visits begin.',
  },
  'ORG 物业服务': {
    zh: '客户服务中心机构设置（物业服务标准）：停水停电等提前通知受影响的业主，当日作好安排，恢复后告知。',
    en: 'Set-up of the customer service centre, property service standard: those concerned are told beforehand when water, power and the like are cut off, arrangements are made for the day, and the restoration is told.',
  },
  'ORG 项目服务': {
    zh: '客户服务中心机构设置（项目服务）：不合格的服务登记后予以纠正，查明原因，明确责任人与日期落实预防措施，并验证效果。',
    en: 'Set-up of the customer service centre, project service: a service that failed is recorded and corrected, its cause found, a preventive action taken by an owner with a date, and its effect checked.',
  },
  SVC: {
    zh: '服务管理制度：投诉不成立的，礼貌地向客户说明。',
    en: 'Service rules: an ungrounded complaint is explained courteously.',
  },
  'SUP-D 三': {
    zh: '服务中心管理制度：每次服务后作满意度调查。',
    en: 'Service centre rules: a satisfaction survey after each case.',
  },
  'SUP-S 二3': {
    zh: '客服支撑工作流程及管理制度：按约定的时间完成安装、调试与用户培训。',
    en: 'Support rules: installed, commissioned and the users trained within the agreed time.',
  },
  'SUP-S 三2': {
    zh: '客服支撑工作流程及管理制度：不能答复的，立即上报总部支撑中心。',
    en: 'Support rules: what the desk cannot answer is reported to the support centre at headquarters at once.',
  },
  'SUP-S 三9': {
    zh: '客服支撑工作流程及管理制度：来电、来函、派工与费用均予登记。',
    en: 'Support rules: calls, letters, dispatches and costs are registered.',
  },
  'SUP-S 四': {
    zh: '客服支撑工作流程及管理制度：按客户指定的时间到场，因个人原因迟到的每次 50 元；未致电中心即离场的每次 50 元；服务报告须写明原因、处理、配件与客户意见，并附满意度表，不完整的每次 20 元。',
    en: 'Support rules: on site at the time the customer set, late for a personal reason 50 yuan a time; leaving before calling the centre 50 yuan a time; the service report has cause, remedy, parts and the customer’s opinion, with the satisfaction form, and an incomplete one is 20 yuan a time.',
  },
  'SUP-S 四2': {
    zh: '客服支撑工作流程及管理制度：同一故障重复维修、态度粗暴、索要好处、服务迟到，引起客户投诉并属实的，记大过。',
    en: 'Support rules: the same fault repaired twice, rudeness, asking for favours or late service is a serious demerit where it led to a customer’s complaint that proved true.',
  },
  'SUP-D 二': {
    zh: '服务中心管理制度：咨询的受理与答复。',
    en: 'Service centre rules: taking and answering inquiries.',
  },
  'SVC 3章一': {
    zh: '服务管理制度：接待与来电的登记：姓名、事项、来源、事由。',
    en: 'Service rules: what is registered of visits and calls: name, matter, origin, reason.',
  },
  'SVC 3章三': {
    zh: '服务管理制度：投诉记入《顾客投诉记录》；不能当即解决的，说明原因和再次答复的日期，并报经理。',
    en: 'Service rules: complaints are entered in the complaint record; what cannot be solved at once is explained, with the date of the next reply, and goes on to the manager.',
  },
} as const satisfies { readonly [article: string]: Text };

export type Article = keyof typeof articles;
