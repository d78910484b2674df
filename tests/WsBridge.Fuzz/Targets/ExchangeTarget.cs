using WsBridge.Analysis;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Fuzz.Seeds;
using WsBridge.Keys;
using WsBridge.Sdk;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// Frames in a row: exchanges, attempts, keys and every rule. What is said of them can be written, and is about frames that were there.
/// </summary>
internal sealed class ExchangeTarget : IFuzzTarget
{
    private const int MostFrames = 60;
    private const int MostOctets = 12 * 1024;

    public IEnumerable<byte[]> Seeds() =>
        SeedRecordings.Recordings.Select(Shortened).Where(packets => packets.Count > 1).Select(PacketList.Write);

    public void Run(byte[] octets)
    {
        List<CapturedPacket> packets = PacketList.Read(octets);
        var sink = new Sink(packets.Count);
        using LoadedKeys keys = LoadedKeys.From(new KeySources { Psks = [new PskText($"={new string('7', 64)}", "fuzz")] });
        using var analysis = new WifiAnalysis(RuleCatalog.All, sink, keys.Table);
        var selector = new FrameSelector(WifiInterest.Frames);
        bool isAfterData = false;
        foreach (CapturedPacket packet in packets)
        {
            Sdk.Frame frame = packet.ToFrame();
            if (isAfterData && DataGlance.TryReadAcknowledgement(frame, out DataGlance acknowledgement))
            {
                analysis.OnData(acknowledgement);
            }

            if (selector.Wants(frame))
            {
                analysis.OnFrame(frame);
            }

            DataGlance data = default;
            isAfterData = selector.EncryptedDataAt >= 0 && DataGlance.TryRead(frame, selector.EncryptedDataAt, out data);
            if (isAfterData)
            {
                analysis.OnData(data);
            }
        }

        analysis.End();
    }

    // What the analysis looks at, with the first two Beacons of each BSS.
    private static List<CapturedPacket> Shortened(IReadOnlyList<CapturedPacket> packets)
    {
        var kept = new List<CapturedPacket>();
        var selector = new FrameSelector(WifiInterest.Frames);
        var beacons = new Dictionary<MacAddress, int>();
        int octets = 0;
        foreach (CapturedPacket packet in packets)
        {
            Sdk.Frame frame = packet.ToFrame();
            int at = frame.MacHeaderAt;
            if (!selector.Wants(frame) || at < 0 || !MacHeader.TryParse(packet.Octets.AsSpan(at), out MacHeader mac, out _))
            {
                continue;
            }

            if (mac.Kind is FrameKind.Beacon && mac.Ta is { } ap && (beacons[ap] = beacons.GetValueOrDefault(ap) + 1) > 2)
            {
                continue;
            }

            octets += packet.Octets.Length;
            if (kept.Count == MostFrames || octets > MostOctets)
            {
                break;
            }

            kept.Add(packet);
        }

        return kept;
    }

    private sealed class Sink(int frames) : IFindingSink
    {
        public bool WantsFacts => true;

        public void Found(Finding finding)
        {
            RequireThere(finding.Frame.Ref.Id);
            foreach (Analysis.Frames.StoredFrame about in finding.About)
            {
                RequireThere(about.Ref.Id);
            }

            FaultException.Unless(finding.ToString().Length > 0 && FindingComment.Of(finding).Length > 0, "a finding without words");
        }

        public void Fact(FrameFacts facts) => _ = facts.ToString();

        public void RoamSettled(Roam roam) => _ = roam.ToString();

        private void RequireThere(long frame) =>
            FaultException.Unless(frame >= 1 && frame <= frames, $"a finding is about frame {frame} of {frames}");
    }
}
