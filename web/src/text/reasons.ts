// What the server says when it refuses or has no data, in the reader's words. `says` is the sentence of the program, with {}
// where it puts something in; reasons.test.ts looks each one up in the sources, so that none goes stale unseen. {0}, {1}
// stand for what was put in. A sentence that is not here is shown as it came.

export interface Reason {
  says: string;
  en?: string; // where a reader needs other words than a program
  zh: string;
}

export const reasons: Reason[] = [
  // Signing in, accounts, keys
  {
    says: 'the email or the password is wrong',
    en: 'The e-mail address or the password is wrong.',
    zh: '邮箱或密码不对。',
  },
  {
    says: 'too many logins have failed; try again in {} s',
    en: 'Too many sign-ins have failed. Try again in {0} s.',
    zh: '登录失败次数太多，请 {0} 秒后再试。',
  },
  {
    says: 'the account is disabled; ask an admin',
    en: 'This account is disabled; ask an admin.',
    zh: '账号已停用，请找管理员。',
  },
  { says: 'the session has ended; log in again', zh: '登录已失效，请重新登录。' },
  { says: 'log in, or send an API key', en: 'You are not signed in.', zh: '你还没有登录。' },
  { says: 'only an admin may do this', en: 'Only an admin may do this.', zh: '只有管理员可以这样做。' },
  {
    says: 'registration is closed; ask an admin for an account',
    en: 'Registration is closed; ask an admin for an account.',
    zh: '注册没有开放，请管理员开户。',
  },
  {
    says: 'email: there is an account of this email already',
    en: 'There is an account of this address already.',
    zh: '这个邮箱已有账号。',
  },
  {
    says: '{}: must be an email address: a name, @, and a host',
    en: 'This is no e-mail address: a name, @, and a host.',
    zh: '这不是邮箱地址：应为名字、@ 和主机名。',
  },
  {
    says: '{}: must have at least {} characters, and at most {} bytes',
    en: 'The password needs at least {1} characters.',
    zh: '密码至少要 {1} 个字符。',
  },
  {
    says: '{}: is one that others try first; take another',
    en: 'This password is among those that others try first; take another.',
    zh: '这是别人首先会猜的密码，请换一个。',
  },
  {
    says: '{}: must not contain the name of the account',
    en: 'The password must not contain the name of the account.',
    zh: '密码里不能有账号的名字。',
  },
  {
    says: 'password: is not the present one',
    en: 'This is not your present password.',
    zh: '这不是当前的密码。',
  },
  { says: 'body: scopes: admin is for admins alone', zh: '只有管理员能生成管理用的密钥。' },
  {
    says: 'you have {} keys; delete those that are not needed',
    en: 'You have {0} keys; take back those that are not needed.',
    zh: '你已有 {0} 个密钥，请先收回不用的。',
  },
  {
    says: 'you cannot disable yourself or stop being an admin; ask another',
    zh: '不能停用自己，也不能取消自己的管理员身份；请另一位管理员来做。',
  },
  {
    says: '{}: must have 1 to {} characters',
    en: 'A name has 1 to {1} characters.',
    zh: '名称要有 1 到 {1} 个字符。',
  },
  {
    says: '{}: must be one line without control characters',
    en: 'A name is one line without control characters.',
    zh: '名称须在一行内，不含控制字符。',
  },
  // Limits
  { says: 'too many requests without a login; try again in {} s', zh: '请求太多，请 {0} 秒后再试。' },
  {
    says: 'max_requests: more than {} requests a minute; try again in {} s',
    en: 'More than {0} requests in a minute; try again in {1} s.',
    zh: '一分钟内超过 {0} 个请求，请 {1} 秒后再试。',
  },
  {
    says: 'too many accounts were made from this address; try again in {} s',
    zh: '这个地址注册的账号太多，请 {0} 秒后再试。',
  },
  {
    says: 'max_datasets: you have {} data sets and may have {}; delete one first',
    en: 'You have {0} data sets and may have {1}; delete one first.',
    zh: '你有 {0} 个数据集，上限是 {1} 个；请先删除一个。',
  },
  {
    says: 'max_bytes: there is no room for it: {} bytes are stored and you may have {}',
    en: 'There is no room for it: {0} bytes are stored and you may have {1}. Delete files or models first.',
    zh: '空间不够：已存 {0} 字节，上限 {1} 字节。请先删除文件或模型。',
  },
  {
    says: 'max_bytes: {} bytes are stored and you may have {}; delete files or models first',
    en: '{0} bytes are stored and you may have {1}; delete files or models first.',
    zh: '已存 {0} 字节，上限 {1} 字节；请先删除文件或模型。',
  },
  {
    says: '{} data sets wait to be looked through; try again later',
    zh: '有 {0} 个数据集在等待查看，请稍后再试。',
  },
  { says: '{} such runs are going on; try again in a moment', zh: '正在进行 {0} 个这样的操作，请稍候再试。' },
  { says: 'the model has {} links; delete some first', zh: '这个模型已有 {0} 个链接，请先撤回一些。' },
  // The server itself
  {
    says: 'the server failed; its log tells more under the request_id',
    zh: '服务器出错了；凭问题编号可在其日志里查到详情。',
  },
  {
    says: 'another service failed; the log tells more under the request_id',
    zh: '另一项服务出错了；凭问题编号可在日志里查到详情。',
  },
  {
    says: 'a service that the server needs cannot be reached now; try again later',
    zh: '服务器需要的一项服务暂时连不上，请稍后再试。',
  },
  { says: 'the server has no room left', zh: '服务器没有空间了。' },
  { says: 'the database does not answer', zh: '数据库没有应答。' },
  { says: 'the object store does not answer', zh: '存储没有应答。' },
  { says: 'a body has at most {} bytes here', zh: '这里一次最多接收 {0} 字节。' },
  // Things that are not there
  { says: 'the data set does not exist', zh: '没有这个数据集。' },
  { says: 'the model does not exist', zh: '没有这个模型。' },
  { says: 'the sample does not exist', zh: '没有这个样例。' },
  { says: 'the model has no topic {}', zh: '模型里没有主题 {0}。' },
  { says: 'the model has no document {}', zh: '模型里没有文档 {0}。' },
  {
    says: 'the model was changed meanwhile: it is at revision {}, not {}',
    zh: '模型在此期间被改过：现在是第 {0} 版，不是第 {1} 版。',
  },
  // Files
  { says: '{}: the file is empty', en: '{0}: the file is empty.', zh: '{0}：文件是空的。' },
  { says: '{}: is empty', en: '{0}: the file is empty.', zh: '{0}：文件是空的。' },
  {
    says: 'name: there is another file of the name {}; delete it first',
    en: 'There is another file of the name {0}; delete it first.',
    zh: '已有另一个名为 {0} 的文件，请先删除它。',
  },
  {
    says: '{}: must have no slash, no dot at its start, and at most {} bytes',
    en: 'The name of a file has no slash, no dot at its start, and at most {1} bytes.',
    zh: '文件名不能含斜杠，不能以点开头，最多 {1} 字节。',
  },
  {
    says: 'Repr-Digest: the bytes that came have the SHA-256 {}, not {}; send the file again',
    en: 'The file was damaged on its way. Send it again.',
    zh: '文件在传输中损坏了，请重新上传。',
  },
  {
    says: '{}: pieces of it are gone; delete it and send it again',
    zh: '{0}：有几段丢失了；请删除后重新上传。',
  },
  {
    says: 'dataset_id: the data set has no files yet',
    en: 'The data set has no files yet.',
    zh: '数据集还没有文件。',
  },
  { says: 'the data set has no complete file to look at', zh: '数据集里还没有完整的文件。' },
  {
    says: 'looking through the files takes too long; make them smaller',
    zh: '查看这些文件太久了，请缩小文件。',
  },
  {
    says: 'the files need more memory to be looked through than the {} MiB that are allowed',
    zh: '查看这些文件需要的内存超过允许的 {0} MiB。',
  },
  {
    says: 'no column looks like text; name one with --text-column',
    en: 'No column looks like text; choose one.',
    zh: '没有一列像文本，请指定一列。',
  },
  { says: '{}: holds no rows', zh: '{0}：没有任何行。' },
  { says: '{}: is not a text file (it holds control bytes)', zh: '{0}：不是文本文件（含控制字节）。' },
  {
    says: '{}: is not text in {}, the encoding that it seems to be in; save it as UTF-8',
    zh: '{0}：看起来是 {1} 编码，却读不出来；请另存为 UTF-8。',
  },
  { says: 'holds no text, table, DOCX or PDF file', zh: '里面没有文本、表格、DOCX 或 PDF 文件。' },
  {
    says: '{}: there is no column "{}"{}',
    en: 'There is no column “{1}” any more.',
    zh: '没有名为「{1}」的列。',
  },
  {
    says: '{}: column "{}" is named as {} already',
    en: 'The column “{1}” has another role already.',
    zh: '「{1}」列已有别的用途。',
  },
  // Rows that cannot be used
  { says: '{}: none of the {} rows can be used; row {} {}', zh: '{0}：{1} 行都不能用；第 {2} 行：{3}' },
  { says: 'has no text', en: 'has no text', zh: '没有文本' },
  {
    says: 'has no words (only punctuation, numbers or stop words)',
    en: 'has no words (only punctuation, numbers or stop words)',
    zh: '没有词（只有标点、数字或停用词）',
  },
  { says: 'has no word of the vocabulary', en: 'has no word of the vocabulary', zh: '没有词表里的词' },
  // Training
  { says: 'no word would be left in the vocabulary', zh: '词表里一个词也不剩。' },
  {
    says: '--topics {}: there are only {} documents to train on; ask for fewer topics',
    en: 'Only {1} documents can be trained on, too few for {0} topics; ask for fewer.',
    zh: '只有 {1} 篇可训练的文档，不够 {0} 个主题；请减少主题数。',
  },
  {
    says: '--topics {}: the vocabulary has only {} words; ask for fewer topics',
    en: 'The vocabulary has only {1} words, too few for {0} topics; ask for fewer.',
    zh: '词表只有 {1} 个词，不够 {0} 个主题；请减少主题数。',
  },
  { says: '{}: holds no documents to train on', zh: '{0}：没有可训练的文档。' },
  {
    says: 'its worker was lost {} times in a row without any progress',
    zh: '执行它的进程连续 {0} 次中断，毫无进展。',
  },
  // Edits
  { says: 'every topic would be hidden; one must stay visible', zh: '不能隐藏全部主题，至少要留一个。' },
  { says: 'topic {} has that name already', zh: '主题 {0} 已经叫这个名字。' },
  { says: 'there is no edit to {}', zh: '没有可撤销或重做的修改。' },
  { says: 'a merge needs two topics or more', zh: '合并需要两个以上的主题。' },
  { says: 'the name has {} characters; {} is the most', zh: '名称有 {0} 个字符，最多 {1} 个。' },
  // Views without data
  {
    says: 'no document of this model has a date',
    en: 'No document of this model has a date.',
    zh: '这个模型的文档都没有日期。',
  },
  {
    says: 'name the column with dates as the time column of the data set, and train again',
    en: 'Name the column with dates as the time column of the data set, and train again.',
    zh: '在数据集里把日期那一列设为时间列，再训练一次。',
  },
  {
    says: '{} to {} would be {} slices, {} are the most',
    en: '{0} to {1} would be {2} slices, {3} are the most.',
    zh: '{0} 到 {1} 会有 {2} 个时间片，最多 {3} 个。',
  },
  { says: 'choose a coarser frequency', en: 'Choose a coarser frequency.', zh: '请换一个更粗的时间粒度。' },
  {
    says: 'this model knows of no groups: its texts came without a group or label column',
    en: 'This model knows of no groups: its texts came without a group or label column.',
    zh: '这个模型没有分组：它的文本没有分组列或标签列。',
  },
  {
    says: 'name group columns for the data set, and train again',
    en: 'Name group columns for the data set, and train again.',
    zh: '在数据集里指定分组列，再训练一次。',
  },
  {
    says: 'query: search: the texts of this model are not kept',
    en: 'The texts of this model are not kept, so they cannot be searched.',
    zh: '这个模型的原文没有保存，无法搜索。',
  },
];
