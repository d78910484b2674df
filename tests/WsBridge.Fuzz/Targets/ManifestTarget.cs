using System.Text;
using WsBridge.Host;
using WsBridge.Host.Plugins;
using WsBridge.Sdk;

namespace WsBridge.Fuzz.Targets;

/// <summary>A plugin's declarations as JSON. What is read is written the same again, and what has no fault makes a schema.</summary>
internal sealed class ManifestTarget : IFuzzTarget
{
    public IEnumerable<byte[]> Seeds()
    {
        yield return Encoding.UTF8.GetBytes(ManifestJson.Write(new PluginManifest
        {
            Name = "hello",
            Title = "Hello",
            Version = "1.0.0",
            SdkVersion = "0.1.0",
            Fields =
            [
                new FieldInfo("wsbridge.hello.count", "Count", FieldType.UInt16, "How many.")
                {
                    Base = FieldBase.Hexadecimal,
                    Mask = 0xFF,
                    ValueNames = new Dictionary<long, string> { [1] = "one" },
                },
                new FieldInfo("wsbridge.hello.name", "Name", FieldType.String, "Who."),
            ],
            Experts =
            [
                new ExpertInfo("wsbridge.hello.expert.odd", "Odd.", ExpertGroup.Protocol, Severity.Warn) { Next = "What." },
            ],
            Interest = new FrameInterest(static octet => octet == 0x80 ? FrameChoice.Send : FrameChoice.Skip)
            {
                Mark = new byte[] { 0x88, 0x8E },
                MarkWithin = 40,
                Traffic = [Traffic.UdpPort(67)],
                Claims = [Traffic.UdpPort(4242)],
                WritesInfo = true,
            },
        }));
        yield return "{}"u8.ToArray();
    }

    public void Run(byte[] octets)
    {
        if (ManifestJson.Read(Encoding.UTF8.GetString(octets)) is not { } manifest)
        {
            return;
        }

        string[] faults = [.. ManifestCheck.Faults(manifest)];
        _ = ManifestCheck.Wishes(manifest).Count() + ManifestCheck.Conflicts(manifest, []).Count();
        string written = ManifestJson.Write(manifest);
        FaultException.Unless(
            ManifestJson.Read(written) is { } again && ManifestJson.Write(again) == written,
            "written and read it is another one");
        if (faults.Length == 0)
        {
            FaultException.Unless(new Schema([], [manifest]).ToLua().Length > 0, "no schema");
        }
    }
}
