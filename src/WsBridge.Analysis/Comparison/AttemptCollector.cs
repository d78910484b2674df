using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.FrameCheck;
using WsBridge.Analysis.Roams;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Comparison;

/// <summary>
/// Collects the frames of one attempt when its capture is read once more, every frame in order: the attempt itself knows them by number.
/// </summary>
public sealed class AttemptCollector
{
    private readonly Dictionary<long, AttemptStep> _steps = [];
    private readonly FcsJudge _fcs = new();
    private readonly Roam _roam;
    private readonly long _last;
    private StoredFrame? _previous;

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
        StoredFrame? previous = _previous;
        _previous = null;
        bool isKeyFrame = _steps.TryGetValue(frame.Id, out AttemptStep step);
        if (!LinkHeader.TryParse(frame.LinkType, frame.Octets, out LinkHeader link, out _)
            || !MacHeader.TryParse(link.MacFrame(frame.Octets, frame.OriginalLength, hasFcs: false), out MacHeader header, out _, link.HasDataPad))
        {
            return;
        }

        if (isKeyFrame)
        {
            _previous = Store(frame, link, header);
            if (_previous is not null)
            {
                Frames.Add(step, _previous);
            }
        }
        else if (previous is not null && header.Kind == FrameKind.Ack && header.Ra == previous.Header.Ta)
        {
            previous.Acknowledgement.IsThere = true;
        }
        else if (header.Kind is FrameKind.Beacon or FrameKind.ProbeResponse)
        {
            OnBeacon(frame, link, header);
        }
        else if (header.Type == FrameType.Data && frame.Id > _roam.Start.Id && frame.Id <= _last && IsOfTheAttempt(header))
        {
            OnData(frame, header);
        }
    }

    private bool IsOfTheAttempt(in MacHeader header) =>
        header.StationAddress is { } sta && (header.Bssid == _roam.To ? sta == _roam.Sta || _roam.StaAddresses.Contains(sta) : _roam.Links is not null && _roam.StaAddresses.Contains(sta));

    /// <summary>Null for a frame that was received with errors.</summary>
    private StoredFrame? Store(in Frame frame, in LinkHeader link, in MacHeader header)
    {
        FcsVerdict fcs = _fcs.Judge(frame.LinkType, link, header, frame.Octets.Length, frame.OriginalLength);
        return fcs == FcsVerdict.Corrupt
            ? null
            : new StoredFrame(
                FrameRef.Of(frame),
                link.MacFrame(frame.Octets, frame.OriginalLength, fcs == FcsVerdict.Present),
                link.Length,
                frame.Octets.Length < frame.OriginalLength,
                link.HasDataPad);
    }

    /// <summary>A Beacon rather than a Probe Response, which may answer a question; the latest before the attempt, else the first one after.</summary>
    private void OnBeacon(in Frame frame, in LinkHeader link, in MacHeader header)
    {
        bool isOwn = header.Ta == _roam.To;
        if (!isOwn && (_roam.Bss.TransmittedBy is not { } transmitted || header.Ta != transmitted))
        {
            return;
        }

        bool isBetter = Frames.First(AttemptStep.Beacon) is not { } there
            || (there.Kind == header.Kind ? frame.Id < _roam.Start.Id : header.Kind == FrameKind.Beacon);
        if (isBetter && Store(frame, link, header) is { } stored && (isOwn ? stored : NontransmittedBeacon.Of(stored, _roam.To)) is { } beacon)
        {
            Frames.ReplaceBeacon(beacon);
        }
    }

    private void OnData(in Frame frame, in MacHeader header)
    {
        if (Llc.TryGetEapol(header, out ReadOnlySpan<byte> octets, out _)
            && Eapol.TryParse(octets, out Eapol eapol, out _) && eapol.Type == EapolType.Eap && Eap.TryParse(eapol.Body, out Eap eap, out _))
        {
            Frames.AddEap(FrameRef.Of(frame), eap);
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
