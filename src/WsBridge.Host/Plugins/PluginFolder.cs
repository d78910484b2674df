using System.Diagnostics.CodeAnalysis;

namespace WsBridge.Host.Plugins;

/// <summary>
/// The plugins that this user has added: one folder each, in a folder that only this user can write. Nothing is ever loaded from anywhere
/// else.
/// </summary>
/// <param name="path">The folder that holds them.</param>
public sealed class PluginFolder(string path)
{
    private const string ManifestFile = "manifest.json";
    private const string AssemblyFile = "assembly";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>The one of this user.</summary>
    public static PluginFolder OfUser { get; } = new(System.IO.Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "wsbridge",
        "plugins"));

    /// <summary>Where it is.</summary>
    public string Path => path;

    /// <summary>The plugins in order of their names; what cannot be used is left out.</summary>
    /// <param name="problem">Null, or a sentence that says what is wrong with the folder or a plugin in it.</param>
    public IReadOnlyList<InstalledPlugin> Load(out string? problem)
    {
        problem = null;
        if (!Directory.Exists(path))
        {
            return [];
        }

        problem = WhyUnsafe();
        if (problem is not null)
        {
            return [];
        }

        var plugins = new List<InstalledPlugin>();
        foreach (string folder in Directory.EnumerateDirectories(path).Order(StringComparer.Ordinal))
        {
            if (System.IO.Path.GetFileName(folder).StartsWith('.'))
            {
                continue; // being added or removed
            }

            if (TryRead(folder, out InstalledPlugin? plugin))
            {
                plugins.Add(plugin);
            }
            else
            {
                problem = $"The plugin in {folder} cannot be read; remove it with `wsbridge plugin remove "
                    + $"{System.IO.Path.GetFileName(folder)}` and add it again.";
            }
        }

        return plugins;
    }

    /// <summary>Adds a plugin, in place of an earlier one of the same name, with all files that lie beside its assembly.</summary>
    /// <exception cref="IOException">Some file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Some file cannot be read or written.</exception>
    public InstalledPlugin Add(string assembly, PluginManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);

        Make(path);
        if (WhyUnsafe() is { } problem)
        {
            throw new UnauthorizedAccessException(problem);
        }

        string source = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(assembly))!;
        string file = System.IO.Path.GetFileName(assembly);
        string coming = System.IO.Path.Combine(path, "." + manifest.Name);
        string place = System.IO.Path.Combine(path, manifest.Name);
        Delete(coming);
        Make(coming);
        Copy(source, coming);
        File.WriteAllText(System.IO.Path.Combine(coming, ManifestFile), ManifestJson.Write(manifest));
        File.WriteAllText(System.IO.Path.Combine(coming, AssemblyFile), file);
        Delete(place);
        Directory.Move(coming, place);
        return new InstalledPlugin(place, System.IO.Path.Combine(place, file), manifest);
    }

    /// <summary>Removes a plugin.</summary>
    /// <returns>False when there is none of this name.</returns>
    public bool Remove(string name)
    {
        bool isName = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        string place = System.IO.Path.Combine(path, name);
        if (!isName || !Directory.Exists(place))
        {
            return false;
        }

        Delete(place);
        return true;
    }

    /// <summary>In how many captures in a row it had to be stopped.</summary>
    public static int FailuresOf(InstalledPlugin plugin)
    {
        ArgumentNullException.ThrowIfNull(plugin);
        return new FailureCount(plugin.Folder).Count;
    }

    private static bool TryRead(string folder, [NotNullWhen(true)] out InstalledPlugin? plugin)
    {
        plugin = null;
        try
        {
            string assembly = System.IO.Path.Combine(folder,
                System.IO.Path.GetFileName(File.ReadAllText(System.IO.Path.Combine(folder, AssemblyFile))));
            PluginManifest? manifest = ManifestJson.Read(File.ReadAllText(System.IO.Path.Combine(folder, ManifestFile)));
            if (manifest is null || manifest.Name != System.IO.Path.GetFileName(folder) || ManifestCheck.Faults(manifest).Any())
            {
                return false;
            }

            plugin = new InstalledPlugin(folder, assembly, manifest);
            return File.Exists(assembly);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string? WhyUnsafe()
    {
        if (OperatingSystem.IsWindows())
        {
            return null; // below the user's own profile
        }

        if ((File.GetUnixFileMode(path) & Others) != 0)
        {
            return $"Others can write to {path}, so no plugin is loaded from it. Look at what is in it, then: chmod 700 {path}";
        }

        return Pipes.Posix.IsOwn(path) ? null : $"{path} belongs to somebody else, so no plugin is loaded from it.";
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from))
        {
            string copy = System.IO.Path.Combine(to, System.IO.Path.GetFileName(file));
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }

        foreach (string folder in Directory.EnumerateDirectories(from))
        {
            string copy = System.IO.Path.Combine(to, System.IO.Path.GetFileName(folder));
            Make(copy);
            Copy(folder, copy);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
