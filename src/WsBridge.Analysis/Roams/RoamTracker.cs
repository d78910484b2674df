using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>
/// Makes one <see cref="Roam"/> of each association attempt: hands its frames to who follows this part of an attempt. It ends with success,
/// a refusal that stands, Deauthentication, silence, or the STA beginning another one.
/// </summary>
internal sealed class RoamTracker
{
    private readonly RoamAttempts _attempts;
    private readonly RoamData _data;

    /// <summary>Null where all data frames are looked at, or none as such.</summary>
    private SampledService? _sampled;

    /// <param name="sink">Where attempts go.</param>
    /// <param name="bsses">The BSSs of the capture.</param>
    /// <param name="keys">The known keys; they stay the caller's.</param>
    /// <param name="mlds">Who is a multi-link device.</param>
    public RoamTracker(IRoamSink sink, BssTable bsses, KeyTable keys, MldTable mlds)
    {
        _attempts = new RoamAttempts(sink, mlds, keys);
        _data = new RoamData(_attempts);
        Requests = new RoamRequests(_attempts, new CurrentAp(_attempts, bsses));
        Handshakes = new RoamHandshakes(_attempts);
        Ends = new RoamEnds(_attempts);
        Steering = new SteeringTracker(_attempts);
    }

    /// <summary>What follows an attempt up to its keys.</summary>
    public RoamRequests Requests { get; }

    /// <summary>What follows it through its 4-way handshake.</summary>
    public RoamHandshakes Handshakes { get; }

    /// <summary>What ends it where it does not succeed.</summary>
    public RoamEnds Ends { get; }

    /// <summary>How APs steer STAs.</summary>
    public SteeringTracker Steering { get; }

    /// <summary>The attempts that the latest event has shown to have failed.</summary>
    public ReadOnlySpan<Roam> Failed => _attempts.Failed;

    /// <summary>Another event has come.</summary>
    public void BeginEvent(StoredFrame frame)
    {
        _attempts.BeginEvent(frame.Ref.TimeMicroseconds);
        _data.ClearStation();
    }

    /// <summary>A protected data frame between a STA and its AP.</summary>
    /// <returns>The attempt after whose success service is back with it; mostly null.</returns>
    public Roam? OnData(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags) =>
        _data.OnFrame(time, receiver, transmitter, fromAp, flags);

    /// <summary>
    /// A protected data frame that <see cref="Sdk.FrameSelector"/> has chosen, whether or not data frames as such are looked at.
    /// </summary>
    /// <returns>The attempt after whose success service is back with it, where that is told from such frames; mostly null.</returns>
    public Roam? OnSample(in MacHeader header, long time)
    {
        if (header is not { Bssid: { } bssid, StationAddress: { IsGroup: false } sta })
        {
            return null;
        }

        bool fromAp = header.Ta == bssid;
        _attempts.StationOf(sta).Sample.Add(bssid, time, fromAp);
        return _sampled?.OnSample(time, bssid, sta, fromAp);
    }

    /// <summary>From now on service is told from samples.</summary>
    public void SampleData() => _sampled ??= new SampledService(_attempts);

    /// <inheritdoc cref="SampledService.OnEarlier"/>
    public void OnEarlierData(long time, MacAddress receiver, MacAddress transmitter, bool fromAp, DataFlags flags) =>
        _sampled?.OnEarlier(time, receiver, transmitter, fromAp, flags);

    /// <inheritdoc cref="SampledService.AwaitsAcknowledgement"/>
    public bool AwaitsSampleAcknowledgement => _sampled is { AwaitsAcknowledgement: true };

    /// <inheritdoc cref="SampledService.OnAcknowledgement"/>
    public Roam? OnSampleAcknowledgement(MacAddress? receiver) => _sampled?.OnAcknowledgement(receiver);

    /// <inheritdoc cref="RoamData.AwaitsAcknowledgement"/>
    public bool AwaitsAcknowledgement => _data.AwaitsAcknowledgement;

    /// <inheritdoc cref="RoamData.OnAcknowledgement"/>
    public Roam? OnAcknowledgement(MacAddress receiver) => _data.OnAcknowledgement(receiver);

    /// <summary>The capture has ended: attempts that were refused, or that nobody went on with, have failed.</summary>
    /// <returns>Those of which it is known on which frame that became clear.</returns>
    public IReadOnlyList<(Roam Roam, StoredFrame Frame)> FinishOpen() => _attempts.FinishOpen();

    /// <summary>The capture has ended, and all is said.</summary>
    /// <param name="now">When, in microseconds since the Unix epoch.</param>
    public void End(long now) => _attempts.End(now);
}
