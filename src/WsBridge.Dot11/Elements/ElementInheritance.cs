namespace WsBridge.Dot11;

/// <summary>
/// What a profile inherits from the frame around it: a nontransmitted BSSID from the transmitted one, a link from that on which the frame
/// is sent. A Non-Inheritance element (IEEE Std 802.11-2020, 9.4.2.240) names what it does not.
/// </summary>
internal static class ElementInheritance
{
    private const byte NonInheritance = 56;

    /// <summary>
    /// Puts the elements of a profile together: those of the frame in their order, its own in the place of their likes or after them.
    /// </summary>
    /// <param name="around">The elements of the frame.</param>
    /// <param name="own">Those of the profile.</param>
    /// <param name="notInherited">Element IDs that are of the frame alone, though a profile may have its own.</param>
    /// <param name="leftOut">Element IDs that describe the profiles and are in no result.</param>
    /// <param name="leftOutExtensions">The same, Element ID Extensions.</param>
    public static byte[] Merge(scoped in Elements around, scoped in Elements own, ReadOnlySpan<byte> notInherited,
        ReadOnlySpan<byte> leftOut, ReadOnlySpan<byte> leftOutExtensions = default)
    {
        ReadOnlySpan<byte> named = own.TryFindExtension(NonInheritance, out Element exceptions) ? exceptions.Body : default;
        byte[] merged = new byte[around.Octets.Length + own.Octets.Length];
        int length = 0;
        foreach (Element element in around)
        {
            if (!notInherited.Contains(element.Id) && IsTaken(element, leftOut, leftOutExtensions) && !Names(named, element)
                && !HasLike(own, element))
            {
                Append(element, merged, ref length);
            }
            else if (IsFirstOfItsKind(around, element))
            {
                foreach (Element other in own)
                {
                    if (IsTaken(other, leftOut, leftOutExtensions) && AreAlike(other, element))
                    {
                        Append(other, merged, ref length);
                    }
                }
            }
        }

        foreach (Element other in own)
        {
            if (IsTaken(other, leftOut, leftOutExtensions) && !HasLike(around, other))
            {
                Append(other, merged, ref length);
            }
        }

        return merged[..length];
    }

    private static bool IsTaken(scoped in Element element, ReadOnlySpan<byte> leftOut, ReadOnlySpan<byte> leftOutExtensions) =>
        element.ExtensionId is { } extension
            ? extension != NonInheritance && !leftOutExtensions.Contains(extension)
            : !leftOut.Contains(element.Id);

    private static void Append(scoped in Element element, byte[] merged, ref int length)
    {
        element.Octets.CopyTo(merged.AsSpan(length));
        length += element.Octets.Length;
    }

    /// <summary>
    /// The body of a Non-Inheritance element is a list of Element IDs and one of Element ID Extensions, each after its length.
    /// </summary>
    private static bool Names(ReadOnlySpan<byte> nonInheritance, scoped in Element element)
    {
        if (nonInheritance.IsEmpty)
        {
            return false;
        }

        int ids = Math.Min(nonInheritance[0], nonInheritance.Length - 1);
        if (element.ExtensionId is not { } extension)
        {
            return nonInheritance.Slice(1, ids).Contains(element.Id);
        }

        ReadOnlySpan<byte> rest = nonInheritance[(1 + ids)..];
        return !rest.IsEmpty && rest.Slice(1, Math.Min(rest[0], rest.Length - 1)).Contains(extension);
    }

    private static bool HasLike(scoped in Elements elements, scoped in Element element)
    {
        foreach (Element other in elements)
        {
            if (AreAlike(other, element))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFirstOfItsKind(scoped in Elements elements, scoped in Element element)
    {
        foreach (Element other in elements)
        {
            if (AreAlike(other, element))
            {
                return other.Offset == element.Offset;
            }
        }

        return true;
    }

    /// <summary>Of the same ID and extension, and of the same OUI and type where a vendor made them.</summary>
    private static bool AreAlike(scoped in Element a, scoped in Element b) =>
        a.Id == b.Id && a.ExtensionId == b.ExtensionId
        && (a.Id != ElementId.VendorSpecific || a.Body[..Math.Min(4, a.Body.Length)].SequenceEqual(b.Body[..Math.Min(4, b.Body.Length)]));
}
