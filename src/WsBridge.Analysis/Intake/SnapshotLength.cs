using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Intake;

/// <summary>
/// Tells frames that were cut by who does not say so: of the longest packets of the capture some end in the middle of an element. Another
/// one of that length may have been cut just between two.
/// </summary>
internal sealed class SnapshotLength
{
    private int _longest;
    private bool _isCut;

    /// <summary>How many frames were cut although the capture says that they are whole.</summary>
    public long Count { get; private set; }

    /// <summary>Looks at a frame that is whole as the capture says, and marks it as cut off where it is not.</summary>
    public void Judge(StoredFrame frame, int packetLength)
    {
        if (packetLength > _longest)
        {
            (_longest, _isCut) = (packetLength, false);
        }

        if (packetLength == _longest)
        {
            _isCut |= frame.IsCutOff || HasNothingButSsid(frame);
            if (_isCut)
            {
                frame.IsCutOff = true;
            }
        }

        Count += frame.IsCutOff && !FilsSession.IsIn(frame.Elements) ? 1 : 0; // what is encrypted does not end where an element does
    }

    /// <summary>Each of these frames has Supported Rates behind the SSID.</summary>
    private static bool HasNothingButSsid(StoredFrame frame) =>
        frame.Kind is FrameKind.Beacon or FrameKind.ProbeResponse or FrameKind.AssociationRequest or FrameKind.ReassociationRequest
        && frame.Elements.TryFind(ElementId.Ssid, out Element ssid) && ssid.Octets.Length == frame.Elements.Octets.Length;
}
