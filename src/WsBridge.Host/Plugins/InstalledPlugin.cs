namespace WsBridge.Host.Plugins;

/// <summary>A plugin that the user has added.</summary>
/// <param name="Folder">Where its files are.</param>
/// <param name="Assembly">Its assembly.</param>
/// <param name="Manifest">What it declares.</param>
public sealed record InstalledPlugin(string Folder, string Assembly, PluginManifest Manifest);
