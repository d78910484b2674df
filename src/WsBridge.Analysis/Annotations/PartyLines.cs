using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Shows whose exchange a frame belongs to, each party once: findings and facts meet on many frames.</summary>
internal sealed class PartyLines(IAnnotationSink sink)
{
    /// <summary>Shows STA, BSSID, SSID and links, as far as they are known.</summary>
    public void Show(StoredFrame frame, MacAddress? sta, MacAddress? bssid, string? ssid, MultiLinkSetup? links)
    {
        if (sta is { } station)
        {
            ShowOnce(frame, WifiFields.Sta.Line(AnnotationValue.Of((long)station.Value)));
        }

        if (bssid is { } bss)
        {
            ShowOnce(frame, WifiFields.Bssid.Line(AnnotationValue.Of((long)bss.Value)));
        }

        if (links is not null)
        {
            ShowLinks(frame, links);
        }

        if (ssid is not null)
        {
            ShowOnce(frame, WifiFields.Ssid.Line(ssid));
        }
    }

    /// <summary>A filter finds a multi-link device by its MLD MAC address and by that on a link.</summary>
    private void ShowLinks(StoredFrame frame, MultiLinkSetup links)
    {
        if (links.Link.Sta is { } sta)
        {
            ShowOnce(frame, WifiFields.Sta.Line(AnnotationValue.Of((long)sta.Value)));
        }

        ShowOnce(frame, WifiFields.StaMld.Line(AnnotationValue.Of((long)links.Client.Value)));
        if (links.Ap is { } ap)
        {
            ShowOnce(frame, WifiFields.BssidMld.Line(AnnotationValue.Of((long)ap.Value)));
        }

        if (links.Link.Id is { } id)
        {
            ShowOnce(frame, WifiFields.LinkId.Line(AnnotationValue.Of(id)));
        }
    }

    private void ShowOnce(StoredFrame frame, Annotation.FieldLine line)
    {
        frame.ShownParties ??= [];
        if (!frame.ShownParties.Contains(line))
        {
            frame.ShownParties.Add(line);
            sink.Annotate(frame.Ref.Id, line);
        }
    }
}
