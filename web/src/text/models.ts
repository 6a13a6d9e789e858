import { pair } from './pair';

export const modelsText = pair(
  {
    title: 'Models',
    none: 'No model yet',
    noneText:
      'A model holds the topics of a collection, with their words and the share of each document. It is trained from a data set.',
    start: 'Import a file',
    train: 'New model',
    compare: 'Compare',
    failed: 'The models could not be listed',
    kept: 'No model is lost: they lie on the server.',
    kind: 'Kind',
    made: 'Made',
    size: 'Size',
    name: 'Name',
    data: 'Data set',
    remove: (name: string) => `Delete ${name}`,
    removeAsk: (name: string) => `Delete the model “${name}”?`,
    removeText:
      'Its topics and all it says of the documents are gone. The data set stays, and the same job gives the same model again.',
    removed: (name: string) => `${name} deleted.`,
    removeFailed: 'The model was not deleted',
    etm: 'Embedded topic model',
    detm: 'Dynamic topic model',
    lda: 'LDA',
  },
  {
    title: '模型',
    none: '还没有模型',
    noneText: '模型保存一批文本的主题、主题的词语，以及每篇文档的占比。它由数据集训练而成。',
    start: '导入文件',
    train: '新建模型',
    compare: '比较',
    failed: '模型列表没有取到',
    kept: '模型都在服务器上，没有丢。',
    kind: '类型',
    made: '创建时间',
    size: '大小',
    name: '名称',
    data: '数据集',
    remove: (name) => `删除 ${name}`,
    removeAsk: (name) => `删除模型「${name}」？`,
    removeText: '主题和对文档的结论会一并删除。数据集保留，用同样的设置可以训练出同样的模型。',
    removed: (name) => `已删除 ${name}。`,
    removeFailed: '模型没有删除',
    etm: '嵌入主题模型',
    detm: '动态主题模型',
    lda: 'LDA',
  },
);

/** The kind of a model in words; one that this page does not know keeps its own name. */
export function modelKind(words: { etm: string; detm: string; lda: string }, type: string): string {
  if (type === 'etm' || type === 'detm' || type === 'lda') return words[type];
  return type.toUpperCase();
}
