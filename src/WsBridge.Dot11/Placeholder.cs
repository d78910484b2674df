namespace WsBridge.Dot11;
