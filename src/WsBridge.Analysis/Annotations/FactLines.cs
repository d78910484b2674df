using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Analysis.Pmkids;
using WsBridge.Analysis.Tracking;
using WsBridge.Dot11;
using WsBridge.Sdk;

namespace WsBridge.Analysis.Annotations;

/// <summary>Lays out what a frame is within its exchange: handshake message, MIC, PMKIDs.</summary>
internal static class FactLines
{
    /// <summary>The lines of a frame; none where there is nothing to show.</summary>
    public static List<Annotation> Of(FrameFacts facts)
    {
        var lines = new List<Annotation>();
        if (facts.HandshakeMessage is { } message)
        {
            lines.Add(WifiFields.HandshakeMessage.Line(AnnotationValue.Of(message)));
        }

        if (facts.Mic is MicState.Valid or MicState.Invalid)
        {
            lines.Add(WifiFields.MicValid.Line(AnnotationValue.Of(facts.Mic == MicState.Valid)));
        }

        if (facts.RsneOffset >= 0)
        {
            AddPmkidCount(lines, facts);
        }

        foreach (NamedPmkid pmkid in facts.Pmkids)
        {
            if (facts.Frame.OffsetInPacket(pmkid.Offset) is >= 0 and var offset)
            {
                lines.Add(PmkidLine(pmkid, offset));
            }
        }

        return lines;
    }

    private static void AddPmkidCount(List<Annotation> lines, FrameFacts facts)
    {
        int length = facts.Frame.Octets[facts.RsneOffset - 1];
        Rsne rsne = Rsne.ReadLenient(facts.Frame.Octets[facts.RsneOffset..][..length]);
        if (rsne.PmkidCount is { } count)
        {
            int offset = facts.Frame.OffsetInPacket(facts.RsneOffset + rsne.PmkidListOffset - 2);
            lines.Add(new Annotation.FieldLine(WifiFields.PmkidCount, AnnotationValue.Of(count))
            {
                Offset = offset,
                Length = offset < 0 ? 0 : 2,
            });
        }
    }

    private static Annotation.FieldLine PmkidLine(NamedPmkid pmkid, int offset)
    {
        var children = new List<Annotation> { WifiFields.PmkidKind.Line(pmkid.Meaning.Kind.ToText()) };
        if (PmkidText.Remark(pmkid.Meaning) is { } remark)
        {
            children.Add(new Annotation.TextLine(remark));
        }

        if (pmkid.Meaning.Made is { } made)
        {
            children.Add(WifiFields.Related.Line(AnnotationValue.Of(made.Id)));
        }

        return new Annotation.FieldLine(WifiFields.Pmkid, AnnotationValue.FromOctets)
        {
            Offset = offset,
            Length = Rsne.PmkidSize,
            Children = children,
        };
    }
}
