using System.Buffers.Binary;
using System.Text;
using WsBridge.Capture;
using WsBridge.Testing;

namespace WsBridge.Dot11.Tests;

/// <summary>What an AP says it is, read as Wireshark reads it.</summary>
[TestFixture]
internal sealed class ApIdentityTests
{
    private static readonly byte[] s_wps = Wps((WpsElement.Manufacturer, "ACME"), (WpsElement.ModelName, "Model X"),
        (WpsElement.ModelNumber, "2.1"), (WpsElement.DeviceName, "Lobby"));

    private static IEnumerable<TestCaseData> Cases =>
    [
        new TestCaseData("wps", s_wps, new ApIdentity("ACME", "Model X 2.1", "Lobby", null)),
        new TestCaseData("ccx", Ccx("AP-C1"), new ApIdentity("Cisco", null, "AP-C1", null)),
        new TestCaseData("aruba", Vendor("000B86", [1, 3, 0, .. "AP-A1"u8]), new ApIdentity("Aruba", null, "AP-A1", null)),
        new TestCaseData("mist", Vendor("5C5B35", [1, .. "AP-M1"u8]), new ApIdentity("Mist", null, "AP-M1", null)),
        new TestCaseData("ruckus", Vendor("001392", [3, .. "AP-R1"u8]), new ApIdentity("Ruckus", null, "AP-R1", null)),
        new TestCaseData("aerohive", Vendor("001977", [0x21, 0, 0, 5, .. "AP-H1"u8]), new ApIdentity("Aerohive", null, "AP-H1", null)),
        new TestCaseData("fortinet", Vendor("00090F", [0x0A, 0, 1, 5, .. "AP-F1"u8, 2, 4, .. "231F"u8]),
            new ApIdentity("Fortinet", "231F", "AP-F1", null)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void Each_element_says_it(string ssid, byte[] element, ApIdentity expected)
    {
        byte[] octets = [.. MakeElement.Ssid(ssid), .. element];

        Assert.That(ApIdentity.Of(new Elements(octets)), Is.EqualTo(expected));
        for (int length = 0; length < octets.Length; length++)
        {
            Assert.That(ApIdentity.Of(new Elements(octets.AsSpan(0, length))), Is.EqualTo(ApIdentity.None), "an element that is cut off");
        }
    }

    [Test]
    public async Task Tshark_reads_the_same()
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"identity-{Guid.NewGuid():N}.pcap");
        TestCaseData[] cases = [.. Cases];
        using (var writer = new PcapWriter(File.Create(path), LinkTypes.Ieee80211))
        {
            foreach (TestCaseData one in cases)
            {
                writer.WritePacket(1, Testing.Frame.Beacon(MakeAddress.Ap(), MakeElement.Ssid((string)one.Arguments[0]!),
                    (byte[])one.Arguments[1]!));
            }
        }

        var rows = await Tshark.ReadFields(path,
        [
            "wps.device_name", "wlan.cisco.ccx1.name", "wlan.vs.aruba.ap_name", "wlan.vs.mist.apname", "wlan.vs.ruckus.apname",
            "wlan.vs.aerohive.hostname", "wlan.vs.fortinet.system.ap_name", "wlan.vs.fortinet.system.ap_model", "wps.manufacturer",
        ]);
        File.Delete(path);
        if (rows is null)
        {
            Assert.Ignore("tshark is not installed.");
        }

        Assert.That(rows!.Select(row => (Name: string.Concat(row[..7]), Model: row[7], Vendor: row[8])),
            Is.EqualTo(cases.Select(one => (ApIdentity)one.Arguments[2]!).Select(ap =>
                (ap.Name, ap.Vendor == "Fortinet" ? ap.Model : "", ap.Vendor == "ACME" ? ap.Vendor : ""))));
    }

    [Test]
    public void Of_several_elements_what_one_leaves_out_another_says()
    {
        byte[] octets = [.. Ccx("AP-C1"), .. s_wps];

        var both = ApIdentity.Of(new Elements(octets));

        Assert.That(both, Is.EqualTo(new ApIdentity("ACME", "Model X 2.1", "AP-C1", null)));
        Assert.That(ApIdentity.None.Or(both), Is.EqualTo(both));
    }

    [Test]
    public void Attributes_in_two_elements_are_put_together()
    {
        byte[] attributes = s_wps[6..];
        byte[] octets = [.. Vendor("0050F2", [4, .. attributes[..9]]), .. Vendor("0050F2", [4, .. attributes[9..]])];

        Assert.That(ApIdentity.Of(new Elements(octets)), Is.EqualTo(new ApIdentity("ACME", "Model X 2.1", "Lobby", null)));
    }

    [Test]
    public void The_OS_version_is_the_firmware_and_text_is_escaped()
    {
        byte[] octets = [.. Vendor("0050F2", [4, 0x10, 0x2D, 0, 4, 0x80, 1, 2, 3, 0x10, 0x11, 0, 3, (byte)'a', 0x1B, (byte)'b'])];

        Assert.That(ApIdentity.Of(new Elements(octets)), Is.EqualTo(new ApIdentity(null, null, @"a\x1bb", "00010203")));
    }

    private static byte[] Ccx(string name) =>
        MakeElement.Any(133, [.. new byte[10], .. Encoding.ASCII.GetBytes(name.PadRight(16, '\0')), 5, 0, 0, 0]);

    private static byte[] Vendor(string oui, byte[] rest) => MakeElement.Any(221, [.. Convert.FromHexString(oui), .. rest]);

    private static byte[] Wps(params (ushort Type, string Value)[] attributes)
    {
        var octets = new List<byte> { 4 };
        byte[] head = new byte[4];
        foreach ((ushort type, string value) in attributes)
        {
            BinaryPrimitives.WriteUInt16BigEndian(head, type);
            BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)value.Length);
            octets.AddRange(head);
            octets.AddRange(Encoding.ASCII.GetBytes(value));
        }

        return Vendor("0050F2", [.. octets]);
    }
}
