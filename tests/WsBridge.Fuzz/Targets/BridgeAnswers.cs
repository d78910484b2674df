using System.Buffers.Binary;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Fuzz.Targets;

/// <summary>Reads what the host answers, octet by octet as PROTOCOL.md has it.</summary>
internal static class BridgeAnswers
{
    private const int LineHead = 10;
    private const byte Field = 1, Expert = 2, Text = 3, Info = 4, BigEndian = 5, LittleEndian = 6;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads all of it.</summary>
    /// <exception cref="FaultException">It is not as it should be, or says that the analysis failed.</exception>
    public static void Check(ReadOnlySpan<byte> replies, IAnalyzer analyzer)
    {
        int mark = replies[3 + 256];
        replies = replies[(3 + 256 + 1 + mark + 2 + 4 + 2)..];
        while (!replies.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(replies);
            FaultException.Unless(length >= 4 && length + 4 <= replies.Length, "an answer reaches over its end");
            CheckAnnotations(replies[8..(4 + length)], analyzer);
            replies = replies[(4 + length)..];
        }
    }

    private static void CheckAnnotations(ReadOnlySpan<byte> annotations, IAnalyzer analyzer)
    {
        while (!annotations.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(annotations[4..]);
            ReadOnlySpan<byte> lines = annotations.Slice(8, length);
            int depth = -1;
            while (!lines.IsEmpty)
            {
                FaultException.Unless(lines[1] <= depth + 1, "a line stands under none");
                depth = lines[1];
                int index = BinaryPrimitives.ReadUInt16BigEndian(lines[2..]);
                lines = lines[(LineHead + ValueLength(lines[0], index, lines[LineHead..], analyzer))..];
            }

            annotations = annotations[(8 + length)..];
        }
    }

    private static int ValueLength(byte kind, int index, ReadOnlySpan<byte> value, IAnalyzer analyzer)
    {
        switch (kind)
        {
            case Field:
                FaultException.Unless(index < analyzer.Fields.Count, "a field that is not in the schema");
                return ValueLength(analyzer.Fields[index].Type, value);
            case BigEndian or LittleEndian:
                FaultException.Unless(index < analyzer.Fields.Count, "a field that is not in the schema");
                return 0;
            case Expert:
                FaultException.Unless(index < analyzer.Experts.Count, "an expert info that is not in the schema");
                return TextLength(value);
            case Text or Info:
                return TextLength(value);
            default:
                throw new FaultException($"a line of kind {kind}");
        }
    }

    private static int ValueLength(FieldType type, ReadOnlySpan<byte> value) => type switch
    {
        FieldType.String or FieldType.IPv6Address => TextLength(value),
        FieldType.Double or FieldType.Single or FieldType.UInt64 or FieldType.Int64 or FieldType.AbsoluteTime or FieldType.RelativeTime =>
            8,
        FieldType.EthernetAddress => 6,
        FieldType.Octets => 0,
        _ => 4,
    };

    private static int TextLength(ReadOnlySpan<byte> value)
    {
        int length = BinaryPrimitives.ReadUInt16BigEndian(value);
        string text = Strict.GetString(value.Slice(2, length));
        FaultException.Unless(!text.Contains("which is a bug", StringComparison.Ordinal), text);
        return 2 + length;
    }
}
