import type { Text } from '../statechart/types';

/** Who takes part in a procedure. An event names the roles that may send it; a ladder of levels is made of them. */
export const roles = {
  customer: { zh: '客户', en: 'Customer' },
  employee: { zh: '员工', en: 'Employee' },
  agent: { zh: '客服专员', en: 'Agent' },
  lead: { zh: '组长', en: 'Team lead' },
  supervisor: { zh: '客服主管', en: 'Supervisor' },
  manager: { zh: '客服经理', en: 'Manager' },
  gm: { zh: '总经理', en: 'General manager' },
  chairman: { zh: '董事长', en: 'Chairman' },
  hr: { zh: '人事行政部', en: 'Human resources' },
  engineer: { zh: '维修人员', en: 'Engineer' },
  engineering: { zh: '工程组', en: 'Engineering' },
  'liable-department': { zh: '责任部门', en: 'Liable department' },
  commerce: { zh: '商务部', en: 'Commerce' },
  'after-sales': { zh: '售后部', en: 'After-sales' },
  manufacturing: { zh: '制造中心', en: 'Manufacturing' },
  sales: { zh: '销售人员', en: 'Sales' },
  'technical-service': { zh: '技术服务部', en: 'Technical service' },
  'support-centre': { zh: '总部支撑中心', en: 'Support centre at headquarters' },
  warehouse: { zh: '仓库', en: 'Warehouse' },
  purchasing: { zh: '采购', en: 'Purchasing' },
  finance: { zh: '财务', en: 'Finance' },
  office: { zh: '办公室', en: 'Office' },
  supervision: { zh: '督办部门', en: 'Supervising department' },
  guard: { zh: '保安', en: 'Guard' },
} as const satisfies { readonly [id: string]: Text };

export type Role = keyof typeof roles;

/** What a role is called; a name that is none of ours stands for itself. */
export const roleTitle = (role: string): Text =>
  Object.hasOwn(roles, role) ? roles[role as Role] : { zh: role, en: role };
