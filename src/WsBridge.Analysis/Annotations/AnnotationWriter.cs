using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Roams;
using WsBridge.Analysis.Tracking;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Writes what the analysis says as annotations, each on the frame that it is about.</summary>
/// <param name="sink">Takes annotations.</param>
/// <param name="findings">Lays out findings.</param>
public class AnnotationWriter(IAnnotationSink sink, FindingTree findings) : IFindingSink
{
    private readonly PartyLines _parties = new(sink);

    /// <inheritdoc/>
    public bool WantsFacts => sink.HasViewer;

    /// <inheritdoc/>
    public void Found(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        if (!sink.HasViewer)
        {
            return;
        }

        Show(finding, finding.Frame);
        foreach (StoredFrame about in finding.About.Where(about => about.Ref.Id != finding.Frame.Ref.Id))
        {
            Show(finding, about);
        }
    }

    /// <inheritdoc/>
    public void Fact(FrameFacts facts)
    {
        _parties.Show(facts.Frame, facts.Association.ClientAddress, facts.Association.Bss.Bssid, facts.Association.Bss.Ssid,
            MultiLinkSetups.Of(facts.Association));
        long frame = facts.Frame.Ref.Id;
        foreach (Annotation line in FactLines.Of(facts))
        {
            sink.Annotate(frame, line);
        }
    }

    /// <inheritdoc/>
    public void RoamEnded(Roam roam)
    {
        ArgumentNullException.ThrowIfNull(roam);
        if (sink.HasViewer)
        {
            sink.Annotate(roam.End.Id, RoamLine.Of(roam));
        }
    }

    /// <inheritdoc/>
    public void OutageEnded(Roam roam, FrameRef frame)
    {
        ArgumentNullException.ThrowIfNull(roam);
        if (sink.HasViewer && RoamLine.OutageOf(roam) is { } outage)
        {
            sink.Annotate(frame.Id, outage);
            sink.Annotate(roam.End.Id, outage);
        }
    }

    /// <inheritdoc/>
    public void EvictionBegan(StoredFrame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        sink.Annotate(frame.Ref.Id,
            new Annotation.TextLine("This capture has more clients than WsBridge keeps track of: from here on it evicts the oldest, "
            + "and treats what they do later as new."));
    }

    private void Show(Finding finding, StoredFrame frame)
    {
        _parties.Show(frame, finding.Sta, finding.Bssid, finding.Ssid, finding.Links);
        sink.Annotate(frame.Ref.Id, findings.Of(finding, frame));
    }
}
