using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using WsBridge.Cli.Output;
using WsBridge.Host.Plugins;

namespace WsBridge.Cli.Installing;

/// <summary>What <c>install</c> has made, so that <c>uninstall</c> removes exactly that.</summary>
internal sealed record InstallationRecord
{
    /// <summary>The version that was installed.</summary>
    public required string Version { get; init; }

    /// <summary>Folders that were not there before, the outer ones first.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Files that it put there.</summary>
    public required IReadOnlyList<RecordedFile> Files { get; init; }

    /// <summary>Where it is kept: beside the plugins, which an installation leaves alone.</summary>
    public static string Location => Path.GetFullPath(Path.Combine(PluginFolder.OfUser.Path, "..", "installation.json"));

    /// <summary>What an earlier installation made; an empty one where there was none.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InstallationRecord Read()
    {
        if (!File.Exists(Location))
        {
            return new InstallationRecord { Version = "", Folders = [], Files = [] };
        }

        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Location), InstallationJsonContext.Default.InstallationRecord)
                ?? throw new JsonException("it is empty");
        }
        catch (JsonException error)
        {
            throw new IOException($"{Location} is no record of an installation: {error.Message} Delete it, then run "
                + $"`{ShellCommand.OfOurs("install")}`.", error);
        }
    }

    /// <summary>Keeps it.</summary>
    public void Write()
    {
        using var output = new OutputFile(Location);
        output.Writer.Write(JsonSerializer.Serialize(this, InstallationJsonContext.Default.InstallationRecord) + "\n");
        output.Complete();
    }

    /// <summary>What tells whether a file is still as it was put there.</summary>
    public static string HashOf(ReadOnlySpan<byte> octets) => Convert.ToHexStringLower(SHA256.HashData(octets));
}

/// <summary>A file that was put there.</summary>
/// <param name="Path">Where.</param>
/// <param name="Hash">SHA-256 of its content; null for a link.</param>
/// <param name="IsUsers">The user may change it, and then keeps it.</param>
/// <param name="Moved">Where the file went that had the name before; null when there was none.</param>
internal sealed record RecordedFile(string Path, string? Hash, bool IsUsers, string? Moved);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(InstallationRecord))]
internal sealed partial class InstallationJsonContext : JsonSerializerContext;
