using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace WsBridge.EndToEnd.Tests.Plugins;

/// <summary>
/// A plugin for another version of the SDK is refused with what to do, when it is added and when the host has changed since.
/// </summary>
[Category(Categories.OneWireshark)]
internal sealed partial class SdkVersionTests
{
    [TestCase(0, 99, "it was built with version 0.99 of WsBridge.Sdk and this wsbridge has only 0.1: use a newer wsbridge")]
    [TestCase(7, 0, "it was built with version 7.0 of WsBridge.Sdk and this wsbridge has 0.1: build it again with that")]
    public async Task It_is_not_added(int major, int minor, string why)
    {
        using var work = new Workplace();
        string assembly = TestPlugins.Assembly(work, "shows every type");
        await File.WriteAllBytesAsync(assembly, BuiltWith(await File.ReadAllBytesAsync(assembly), major, minor));

        Output added = await work.WsBridge("plugin", "add", assembly);

        Assert.That(added.Status, Is.EqualTo(2));
        Assert.That(added.Errors, Does.Contain(why));
        Assert.That((await work.WsBridge("plugin", "list")).Good(), Is.Empty);
    }

    [TestCase("0.99", "this wsbridge has only 0.1: use a newer wsbridge")]
    [TestCase("7.0", "this wsbridge has 0.1: build it again with that")]
    public async Task One_that_was_added_to_another_host_gives_a_note_and_nothing_else(string version, string why)
    {
        using var work = new Workplace();
        string[] expected = (await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.rule")).Good();
        await TestPlugins.Add(work, "shows every type");
        string manifest = Directory.GetFiles(work.Home, "manifest.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(manifest,
            SdkVersion().Replace(await File.ReadAllTextAsync(manifest), $"\"sdkVersion\": \"{version}.0.0\""));

        string[] notes =
            (await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.expert.plugin_stopped", "-T", "fields", "-e",
                "_ws.expert.message")).Good();

        Assert.That(notes,
            Has.Length.EqualTo(1).And.All.Contains(
            $"The plugin tester was not started: it was built with version {version} of WsBridge.Sdk and {why}"));
        Assert.That((await work.Tshark("-r", Recordings.TwoPmkids, "-Y", "wsbridge.rule")).Good(), Is.EqualTo(expected));
        Assert.That((await work.WsBridge("plugin", "list")).Good().Single(), Does.EndWith(why));
    }

    // As if the compiler had found another version: the reference stands in the assembly's table of references.
    private static byte[] BuiltWith(byte[] assembly, int major, int minor)
    {
        using var file = new PEReader([.. assembly]);
        MetadataReader metadata = file.GetMetadataReader();
        AssemblyReferenceHandle sdk =
            metadata.AssemblyReferences.Single(reference => metadata.GetString(
                metadata.GetAssemblyReference(reference).Name) == "WsBridge.Sdk");
        int row = MetadataTokens.GetRowNumber(sdk) - 1;
        int version = file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(TableIndex.AssemblyRef)
            + (row * metadata.GetTableRowSize(TableIndex.AssemblyRef));
        BinaryPrimitives.WriteUInt16LittleEndian(assembly.AsSpan(version), (ushort)major);
        BinaryPrimitives.WriteUInt16LittleEndian(assembly.AsSpan(version + 2), (ushort)minor);
        return assembly;
    }

    [GeneratedRegex("\"sdkVersion\": \"[0-9.]+\"")]
    private static partial Regex SdkVersion();
}
