import { pair } from './pair';

export const signInText = pair(
  {
    title: 'Sign in',
    to: (host: string) => `to THETA on ${host}`,
    email: 'E-mail',
    password: 'Password',
    show: 'Show the password',
    hide: 'Hide the password',
    emailMissing: 'Enter your e-mail address.',
    passwordMissing: 'Enter your password.',
    own: 'On your own machine THETA asks for no password. This page is for shared servers.',
    noAccounts: 'This server has one user and no accounts.',
    go: 'Go to the app',
    failed: 'You were not signed in',
  },
  {
    title: '登录',
    to: (host) => `登录 ${host} 上的 THETA`,
    email: '邮箱',
    password: '密码',
    show: '显示密码',
    hide: '隐藏密码',
    emailMissing: '填写邮箱地址。',
    passwordMissing: '填写密码。',
    own: '在自己的机器上，THETA 不要密码。本页用于多人共用的服务器。',
    noAccounts: '这台服务器只有一个用户，没有账号。',
    go: '进入应用',
    failed: '没有登录',
  },
);
