import type { Sender } from '../../../statechart/types';
import type { Lang } from '../../../time/lang';
import { roleTitle } from '../labels';

/** Somebody in words: `维修人员（zhao）`, `Engineer (zhao)`. */
export function person(sender: Sender | undefined, lang: Lang): string {
  if (!sender) return '';
  const role = roleTitle(sender.role)[lang];
  if (sender.name === undefined) return role;
  return lang === 'zh' ? `${role}（${sender.name}）` : `${role} (${sender.name})`;
}

/** Roles in words with what to type for them: `维修人员 engineer`. */
export const rolesInWords = (roles: readonly string[], lang: Lang): string =>
  roles
    .map(role => {
      const title = roleTitle(role)[lang];
      return title.toLowerCase() === role ? role : lang === 'zh' ? `${title} ${role}` : role;
    })
    .join(lang === 'zh' ? '、' : ', ');
