using WsBridge.Testing;

namespace WsBridge.Analysis.Tests.Intake;

/// <summary>The longest frame of a capture, received with errors each time it was sent but the last, is not one that was cut.</summary>
[TestFixture]
internal sealed class RepeatedCorruptFrameTests
{
    private static readonly Typical Psk = new(2);

    [Test]
    public void Its_corrupt_octets_are_never_read()
    {
        byte[] request = Frame.AssociationRequest(Typical.Sta, Typical.Ap,
            [
            MakeElement.Ssid(Typical.NetworkName),
            MakeElement.SupportedRates(),
            Psk.Rsne(),
            MakeElement.Vendor(0x001122, 1, Octets.Repeat(6, 60)),
        ]);
        byte[] corrupt = [.. request];
        int ssid = request.AsSpan().IndexOf("Scenario"u8);
        corrupt[ssid] ^= 0x20;
        CaptureBuilder capture = new();
        Add(capture, Psk.Beacon(), 11);
        Add(capture, Psk.AuthRequest(), 21);
        Add(capture, Psk.AuthResponse(), 12);
        byte[] fcs = request.WithSequence(22);
        Add(capture, corrupt, 22, fcs);
        Add(capture, corrupt, 22, fcs, isRetry: true);
        Add(capture, corrupt, 22, fcs, isRetry: true);
        Add(capture, request, 22, isRetry: true);
        Add(capture, Psk.AssocResponse(), 13);

        var names = new List<string?>();
        Analyzed.Octets(capture.ToArray(),
            onFact: facts => names.Add(facts.Frame.Elements.TryFind(0, out Dot11.Element element)
            ? System.Text.Encoding.ASCII.GetString(element.Body)
            : null));

        Assert.That(names.OfType<string>(), Is.Not.Empty.And.All.EqualTo(Typical.NetworkName));
    }

    private static void Add(CaptureBuilder capture, byte[] frame, int sequence, byte[]? fcsOf = null, bool isRetry = false)
    {
        byte[] sent = frame.WithSequence(sequence);
        capture.Add(Rewritten.WithFcs(isRetry ? sent.AsRetry() : sent, fcsOf ?? (isRetry ? sent.AsRetry() : null)), 2,
            RadiotapOptions.Default with { Flags = 0 });
    }
}
