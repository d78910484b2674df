namespace WsBridge.Analysis;
