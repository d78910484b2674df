using System.IO.Compression;
using WsBridge.Analysis.Keys;
using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Keys;

/// <summary>Captures of Wireshark's own test suite, with the keys that it has for them. They are not in the repository.</summary>
[TestFixture]
internal sealed class WiresharkCapturesTests
{
    private static readonly object[][] Captures =
    [
        ["wpa2-ft-psk.pcapng.gz", KeyKind.Passphrase, "3132333435363738", 3, 1],
        [
            "wpa2-ft-eap.pcapng.gz",
            KeyKind.Msk,
            "fc3fe399f0ab9eeb5b6e87b6e2b276d828e874de1773d4a925f5410d96565b22b1471711baffb8611b28d2a09cc1a6aaffbbfdf3cccf12db57f175c53bfe2b7b",
            3,
            0,
        ],
        ["wpa2-psk-mfp.pcapng.gz", KeyKind.Passphrase, "3132333435363738", 3, 0],
        ["wpa-Induction.pcap.gz", KeyKind.Passphrase, "496e64756374696f6e", 3, 0],
        ["wpa1-gtk-rekey.pcapng.gz", KeyKind.Passphrase, "3132333435363738", 5, 0],
        ["wpa3-sae.pcapng.gz", KeyKind.Pmk, "ecbfe709d6151eaba6a4fd9cba94fbb570c1fc4c15506fad3185b4a0a0cfda9a", 3, 0],
    ];

    [TestCaseSource(nameof(Captures))]
    public void Every_MIC_is_right(string capture, KeyKind kind, string hex, int messages, int roams)
    {
        string path = Path.Combine(RepositoryPaths.SharedCaptures ?? "", "wireshark", capture);
        if (!File.Exists(path))
        {
            Assert.Ignore($"{capture} is not here");
        }

        using var octets = new MemoryStream();
        using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
        {
            file.CopyTo(octets);
        }

        using var keys = new KeyTable([new KnownKey(kind, Octets.FromHex(hex), "Wireshark")]);
        var eapol = new List<MicState>();
        var reassociations = new List<(MicState Request, MicState Response)>();
        Analyzed.Octets(octets.ToArray(), keys, facts =>
        {
            if (facts.HandshakeMessage > 1)
            {
                eapol.Add(facts.Association.Handshake!.Last.Mic);
            }
            else if (facts.Association.IsFtProtocol && facts.Frame == facts.Association.Response)
            {
                reassociations.Add((facts.Association.Keys!.RequestMic, facts.Association.Keys.ResponseMic));
            }
        });

        Assert.That(eapol, Has.Count.EqualTo(messages).And.All.EqualTo(MicState.Valid));
        Assert.That(reassociations, Has.Count.EqualTo(roams).And.All.EqualTo((MicState.Valid, MicState.Valid)));
    }
}
