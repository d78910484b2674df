namespace WsBridge.Host;
