namespace WsBridge.Sdk;
