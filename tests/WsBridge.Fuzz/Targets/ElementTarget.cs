using WsBridge.Dot11;
using WsBridge.Testing;

namespace WsBridge.Fuzz.Targets;

/// <summary>
/// A list of elements, each read as every element that is known; and profiles of nontransmitted BSSIDs, RSNE overriding and WPA among them.
/// </summary>
internal sealed class ElementTarget : IFuzzTarget
{
    private const int PerKind = 40;
    private const int FirstOfBeacon = 36;
    private const int FirstOfReassociation = 34;

    public IEnumerable<byte[]> Seeds() => FrameTarget.MacFrames()
        .Where(
            frame =>
                frame.Length > FirstOfBeacon
                    && MacHeader.PeekKind(frame[0]) is FrameKind.Beacon or FrameKind.ProbeResponse or FrameKind.ReassociationRequest)
        .GroupBy(frame => MacHeader.PeekKind(frame[0]))
        .SelectMany(
            kind =>
                kind.DistinctBy(frame => frame.Length)
                    .Take(PerKind)
                    .Select(frame => frame[(kind.Key == FrameKind.ReassociationRequest ? FirstOfReassociation : FirstOfBeacon)..]));

    public void Run(byte[] octets)
    {
        var elements = new Elements(octets);
        ElementTotality.Touch(elements);
        ElementTotality.TouchTogether(elements);
        foreach (Element element in elements)
        {
            FaultException.Unless(
                element.BodyOffset >= 0 && element.BodyOffset + element.Body.Length <= octets.Length,
                $"the element {element.Id} reaches over the octets");
            FaultException.Unless(
                element.Body.SequenceEqual(octets.AsSpan(element.BodyOffset, element.Body.Length)),
                $"the body of the element {element.Id} is not where it says");
        }
    }
}
