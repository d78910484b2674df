using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Tracking;

/// <summary>
/// Says of a frame what it is, whether or not anything is wrong with it: before rules look, which may ask for the names of its PMKIDs.
/// </summary>
/// <param name="pmkids">Names PMKIDs.</param>
/// <param name="sink">Where facts go.</param>
internal sealed class FactReporter(PmkidNamer pmkids, IFactSink sink)
{
    /// <summary>Names the PMKIDs of the frame and reports it.</summary>
    public void Tell(StoredFrame frame, Association association, HandshakeFrame? message = null)
    {
        pmkids.Name(association, frame, message);
        Report(frame, association, message);
    }

    private void Report(StoredFrame frame, Association association, HandshakeFrame? message)
    {
        if (!sink.WantsFacts)
        {
            return;
        }

        int rsne = -1;
        if (message is not null)
        {
            rsne = message.Kdes.TryFindElement(ElementId.Rsne, out Element element) ? element.BodyOffset : -1;
        }
        else if (frame.Elements.TryFind(ElementId.Rsne, out Element element))
        {
            rsne = element.BodyOffset;
        }

        MicState mic = message is not null ? message.Mic
            : association.Keys is not { } keys ? MicState.NotChecked
            : frame == association.Response ? keys.ResponseMic
            : frame == association.Request ? keys.RequestMic
            : MicState.NotChecked;
        sink.Fact(new FrameFacts(frame, association, message?.Number, rsne) { Mic = mic });
    }
}
