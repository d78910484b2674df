using WsBridge.Dot11;

namespace WsBridge.Analysis.Frames;

/// <summary>The elements of a Beacon that rules look at; the others change all the time.</summary>
internal static class BeaconSecurity
{
    private static readonly byte[] Watched = [ElementId.Ssid, ElementId.Rsne, ElementId.Mde, ElementId.Rsnxe];

    public static bool AreSame(Elements a, Elements b)
    {
        foreach (byte id in Watched)
        {
            bool inA = a.TryFind(id, out Element first);
            bool inB = b.TryFind(id, out Element second);
            if (inA != inB || (inA && !first.Body.SequenceEqual(second.Body)))
            {
                return false;
            }
        }

        return true;
    }
}
