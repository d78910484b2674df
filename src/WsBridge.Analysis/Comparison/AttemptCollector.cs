using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Intake;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Comparison;

/// <summary>
/// Collects the frames of one attempt when its capture is read once more, every frame in order: the attempt itself knows them by number.
/// Frames are chosen and taken in as for the analysis, so that both judge alike of FCS, repetitions and acknowledgements.
/// </summary>
public sealed class AttemptCollector
{
    private readonly Dictionary<long, AttemptStep> _steps = [];
    private readonly FrameSelector _selector = new(WifiInterest.Frames);
    private readonly FrameIntake _intake = new([], hasKeys: false);
    private readonly Roam _roam;
    private readonly long _last;

    /// <summary>Begins for an attempt.</summary>
    public AttemptCollector(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);

        _roam = roam;
        Frames = new AttemptFrames(roam);
        Put(AttemptStep.AuthenticationRequest, roam.Frames.AuthenticationRequest);
        Put(AttemptStep.AuthenticationResponse, roam.Frames.AuthenticationResponse);
        Put(AttemptStep.AssociationRequest, roam.Frames.AssociationRequest);
        Put(AttemptStep.AssociationResponse, roam.Frames.AssociationResponse);
        Put(AttemptStep.Message1, [.. roam.Frames.M1]);
        Put(AttemptStep.Message2, [.. roam.Frames.M2]);
        Put(AttemptStep.Message3, [.. roam.Frames.M3]);
        Put(AttemptStep.Message4, [.. roam.Frames.M4]);
        Put(AttemptStep.End, roam.Frames.Deauthentication);
        _last = roam.Frames.All.Append(roam.End).Max(frame => frame.Id);
    }

    /// <summary>What was collected so far.</summary>
    public AttemptFrames Frames { get; }

    /// <summary>Shows the next frame of the capture.</summary>
    public void OnFrame(in Frame frame)
    {
        if (!_selector.Wants(frame) || !_intake.TryTake(frame, out HeardFrame heard))
        {
            return;
        }

        if (heard.Acknowledged is { } acknowledged)
        {
            acknowledged.IsThere = true;
        }

        if (heard.Repeated is { } repeated)
        {
            repeated.Retries++;
        }

        if (heard.Frame is not { } stored)
        {
            return;
        }

        MacHeader header = stored.Header;
        if (_steps.TryGetValue(frame.Id, out AttemptStep step))
        {
            Frames.Add(step, stored);
        }
        else if (header.Kind is FrameKind.Beacon or FrameKind.ProbeResponse)
        {
            OnBeacon(stored, header);
        }
        else if (header.Type == FrameType.Data && frame.Id > _roam.Start.Id && frame.Id <= _last && header.Bssid == _roam.To
            && header.StationAddress == _roam.Sta)
        {
            OnData(stored, header);
        }
    }

    /// <summary>
    /// A Beacon rather than a Probe Response, which may answer a question; the latest before the attempt, else the first one after.
    /// </summary>
    private void OnBeacon(StoredFrame stored, in MacHeader header)
    {
        bool isOwn = header.Ta == _roam.To;
        if (!isOwn && (_roam.Bss.TransmittedBy is not { } transmitted || header.Ta != transmitted))
        {
            return;
        }

        bool isBetter = Frames.First(AttemptStep.Beacon) is not { } there
            || (there.Kind == header.Kind ? stored.Ref.Id < _roam.Start.Id : header.Kind == FrameKind.Beacon);
        if (isBetter && (isOwn ? stored : NontransmittedBeacon.Of(stored, _roam.To)) is { } beacon)
        {
            Frames.ReplaceBeacon(beacon);
        }
    }

    private void OnData(StoredFrame stored, in MacHeader header)
    {
        if (Llc.TryGetEapol(header, out ReadOnlySpan<byte> octets, out _)
            && Eapol.TryParse(octets, out Eapol eapol, out _) && eapol.Type == EapolType.Eap
            && Eap.TryParse(eapol.Body, out Eap eap, out _))
        {
            Frames.AddEap(stored.Ref, eap);
        }
    }

    private void Put(AttemptStep step, params IEnumerable<FrameRef?> frames)
    {
        foreach (FrameRef frame in frames.OfType<FrameRef>())
        {
            _steps.TryAdd(frame.Id, step);
        }
    }
}
