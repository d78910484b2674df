using System.Buffers.Binary;
using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;
using WsBridge.Dot11.Keys;

namespace WsBridge.Analysis.Tracking;

/// <summary>Learns the PMKIDs that are made of what both sides send in the clear, with or without keys: SAE and OWE.</summary>
internal sealed class PublicPmkids(PmkidHistory history)
{
    private const byte DiffieHellmanParameter = 32;

    private readonly RecentTable<(MacAddress Sta, MacAddress Bssid), Commits> _commits = new(1024);

    /// <summary>An Authentication frame in the clear.</summary>
    public void OnAuthentication(Association association, StoredFrame frame, bool fromAp)
    {
        if (!Authentication.TryParse(frame.Header, out Authentication authentication, out _) || frame.IsCutOff)
        {
            return;
        }

        if (authentication is { SaeGroup: { } group, Status: StatusCodes.Success or StatusCodes.SaeHashToElement or StatusCodes.SaePk })
        {
            OnCommit(association, frame, fromAp, group, ScalarOf(authentication, group));
        }
    }

    /// <summary>An Association Response, which the association has taken already.</summary>
    public void OnAssociationResponse(Association association, StoredFrame response)
    {
        Span<byte> pmkid = stackalloc byte[Pmkid.Size];
        if (association is { ResponseStatus: StatusCodes.Success, Akm.RsnType: 18, Request: { } request }
            && TryGetKey(request, out int group, out ReadOnlySpan<byte> ofClient)
            && TryGetKey(response, out int ofAp, out ReadOnlySpan<byte> apKey) && ofAp == group
            && PublicPmkid.TryOfOwe(group, ofClient, apKey, pmkid))
        {
            history.RememberMade(association, pmkid, request.Ref);
        }
    }

    private void OnCommit(Association association, StoredFrame frame, bool fromAp, int group, ReadOnlySpan<byte> scalar)
    {
        if (scalar.IsEmpty)
        {
            return;
        }

        Commits commits = _commits.GetOrAdd((association.Sta, association.Bss.Bssid), static _ => new Commits());
        (fromAp ? ref commits.OfAp : ref commits.OfSta) = new Commit(group, scalar.ToArray(), frame.Ref);
        Span<byte> pmkid = stackalloc byte[Pmkid.Size];
        if (commits is { OfSta: { } ofSta, OfAp: { } ofAp } && ofSta.Group == ofAp.Group
            && PublicPmkid.TryOfSae(group, ofSta.Scalar, ofAp.Scalar, pmkid))
        {
            history.RememberMade(association, pmkid, ofSta.Frame);
        }
    }

    /// <summary>
    /// Behind the group; a token that the AP has asked for stands between the two where hash-to-element does not put it behind.
    /// </summary>
    private static ReadOnlySpan<byte> ScalarOf(in Authentication commit, int group)
    {
        const int GroupSize = 2;
        int size = PublicPmkid.ScalarSize(group);
        ReadOnlySpan<byte> rest = commit.AlgorithmBody[GroupSize..];
        int element = 2 * size;
        int token = commit.Status == StatusCodes.Success ? Math.Max(0, rest.Length - size - element) : 0;
        return size == 0 || rest.Length < size + element ? default : rest.Slice(token, size);
    }

    private static bool TryGetKey(StoredFrame frame, out int group, out ReadOnlySpan<byte> key)
    {
        bool isThere = frame.Elements.TryFindExtension(DiffieHellmanParameter, out Element element) && element.Body.Length > 2;
        group = isThere ? BinaryPrimitives.ReadUInt16LittleEndian(element.Body) : 0;
        key = isThere ? element.Body[2..] : default;
        return isThere;
    }

    private sealed record Commit(int Group, byte[] Scalar, FrameRef Frame);

    private sealed class Commits
    {
        public Commit? OfSta;
        public Commit? OfAp;
    }
}
