namespace WsBridge.Capture;
