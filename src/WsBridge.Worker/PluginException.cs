namespace WsBridge.Worker;

/// <summary>Why an assembly cannot be used, for people.</summary>
internal sealed class PluginException(string message) : Exception(message);
