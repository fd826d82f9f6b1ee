/** The languages in which duecourse speaks to people. */
export type Lang = 'zh' | 'en';
