using System.Buffers.Binary;
using System.Text;
using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>Gathers annotations as octets until the client asks for them.</summary>
/// <param name="schema">The numbers of fields and expert infos.</param>
/// <param name="owner">The plugin whose annotations these are, counted from 0; null for the built-in analysis.</param>
internal sealed class AnswerWriter(ISchemaIndex schema, ushort? owner = null) : IAnnotationSink
{
    private const int Head = 8;
    private const int AnnotationHead = 8;
    private static readonly Annotation NoLine = new Annotation.TextLine("");
    private byte[] _buffer = new byte[64 * 1024];
    private int _length = Head;

    /// <summary>Frames that came inside other packets: what an offset in them needs to be one in the packet.</summary>
    private readonly Dictionary<long, int?> _shifts = [];

    private int? _shift = 0;
    private IReadOnlySet<FieldInfo>? _shownFields; // null: all

    /// <summary>The latest frame with an annotation. That there is one is said also where none of its lines is shown, once.</summary>
    private long _mentioned = -1;

    /// <inheritdoc/>
    public bool HasViewer { get; private set; } = true;

    /// <summary>How many lines were written.</summary>
    public int Lines { get; private set; }

    /// <summary>Annotations that were not yet taken.</summary>
    public ReadOnlySpan<byte> Gathered => _buffer.AsSpan(Head, _length - Head);

    /// <inheritdoc/>
    public void Annotate(long frameId, Annotation annotation)
    {
        ArgumentNullException.ThrowIfNull(annotation);
        if (!HasViewer)
        {
            return;
        }

        _shift = _shifts.Count > 0 && _shifts.TryGetValue(frameId, out int? shift) ? shift : 0;
        int start = _length;
        BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)frameId);
        Take(4);
        if (owner is { } plugin)
        {
            LineHead(BridgeProtocol.OwnerLine, 0, plugin, NoLine);
        }

        Line(annotation, 0);
        bool isEmpty = _length - start == AnnotationHead;
        if (isEmpty && frameId == _mentioned)
        {
            _length = start;
            return;
        }

        _mentioned = frameId;
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(start + 4), (uint)(_length - start - AnnotationHead));
    }

    /// <summary>A frame came inside a packet: its offsets are shifted by as much, or, with null, none is in the packet.</summary>
    public void Place(long frameId, int? shift)
    {
        if (HasViewer)
        {
            _shifts[frameId] = shift;
        }
    }

    /// <summary>Adds annotations that were written elsewhere in the same way.</summary>
    public void Append(ReadOnlySpan<byte> annotations) => annotations.CopyTo(Take(annotations.Length));

    /// <summary>Nobody will look: drops what was gathered, and what the built-in analysis and the host are still to say.</summary>
    public void StopShowing()
    {
        HasViewer = false;
        Clear();
    }

    /// <summary>
    /// Of fields only these will be looked at: others are left out from here on. A frame of whose annotations nothing is left has an empty
    /// one, since a filter may ask for the protocol itself.
    /// </summary>
    public void ShowOnly(IReadOnlySet<FieldInfo> fields) => _shownFields = fields;

    /// <summary>Forgets what was gathered.</summary>
    public void Clear()
    {
        _length = Head;
        Lines = 0;
    }

    /// <summary>Writes everything gathered as one answer and starts anew.</summary>
    public void Flush(Stream reply, uint lastFrame)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_buffer, (uint)(_length - 4));
        BinaryPrimitives.WriteUInt32BigEndian(_buffer.AsSpan(4), lastFrame);
        reply.Write(_buffer, 0, _length);
        reply.Flush();
        _length = Head;
    }

    /// <summary>Writes an answer that only says how far the analysis is: what was gathered is kept.</summary>
    public static void TellProgress(Stream reply, uint lastFrame)
    {
        Span<byte> answer = stackalloc byte[Head];
        BinaryPrimitives.WriteUInt32BigEndian(answer, Head - 4);
        BinaryPrimitives.WriteUInt32BigEndian(answer[4..], lastFrame);
        reply.Write(answer);
        reply.Flush();
    }

    private void Line(Annotation annotation, int depth)
    {
        int below = depth + 1;
        switch (annotation)
        {
            case Annotation.FieldLine { Value.Source: not ValueSource.Given } field when _shift is null:
                LineHead(BridgeProtocol.TextLine, depth, 0, field);
                Text(field.Field.Label);
                break;
            case Annotation.FieldLine left when _shownFields is not null && !_shownFields.Contains(left.Field):
                below = depth;
                break;
            case Annotation.FieldLine field:
                byte kind = KindOf(field);
                LineHead(kind, depth, schema.IndexOf(field.Field), field);
                if (kind == BridgeProtocol.FieldLine)
                {
                    Value(field.Field.Type, field.Value);
                }

                break;
            case Annotation.ExpertLine expert:
                LineHead(BridgeProtocol.ExpertLine, depth, schema.IndexOf(expert.Expert), expert);
                Text(expert.Text);
                break;
            case Annotation.TextLine text:
                LineHead(BridgeProtocol.TextLine, depth, 0, text);
                Text(text.Label);
                break;
            case Annotation.InfoText info:
                LineHead(BridgeProtocol.InfoText, depth, 0, info);
                Text(info.Words);
                break;
        }

        foreach (Annotation child in annotation.Children)
        {
            Line(child, below);
        }
    }

    private static byte KindOf(Annotation.FieldLine line) => line.Value.Source switch
    {
        _ when line.Field.Type == FieldType.Octets => BridgeProtocol.FieldLine,
        ValueSource.BigEndianOctets => BridgeProtocol.BigEndianFieldLine,
        ValueSource.LittleEndianOctets => BridgeProtocol.LittleEndianFieldLine,
        _ => BridgeProtocol.FieldLine,
    };

    private void LineHead(byte kind, int depth, ushort index, Annotation annotation)
    {
        Lines++;
        Span<byte> head = Take(10);
        head[0] = kind;
        head[1] = (byte)Math.Min(depth, byte.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], index);
        bool isThere = annotation.Offset >= 0 && _shift is not null;
        BinaryPrimitives.WriteInt32BigEndian(head[4..], isThere ? annotation.Offset + _shift!.Value : -1);
        BinaryPrimitives.WriteUInt16BigEndian(head[8..], (ushort)(isThere ? Math.Clamp(annotation.Length, 0, ushort.MaxValue) : 0));
    }

    private void Value(FieldType type, AnnotationValue value)
    {
        switch (type)
        {
            case FieldType.String or FieldType.IPv6Address:
                Text(value.Text ?? "");
                break;
            case FieldType.Double or FieldType.Single:
                BinaryPrimitives.WriteDoubleBigEndian(Take(8), value.Real);
                break;
            case FieldType.EthernetAddress:
                Span<byte> address = Take(6);
                BinaryPrimitives.WriteUInt16BigEndian(address, (ushort)(value.Number >> 32));
                BinaryPrimitives.WriteUInt32BigEndian(address[2..], (uint)value.Number);
                break;
            case FieldType.Octets:
                break;
            case FieldType.UInt64 or FieldType.Int64:
                BinaryPrimitives.WriteInt64BigEndian(Take(8), value.Number);
                break;
            case FieldType.AbsoluteTime or FieldType.RelativeTime:
                (long seconds, long nanoseconds) = Math.DivRem(value.Number, 1_000_000_000);
                Span<byte> time = Take(8); // both of the same sign, as Wireshark has them
                BinaryPrimitives.WriteInt32BigEndian(time, (int)seconds);
                BinaryPrimitives.WriteInt32BigEndian(time[4..], (int)nanoseconds);
                break;
            default:
                BinaryPrimitives.WriteUInt32BigEndian(Take(4), (uint)value.Number);
                break;
        }
    }

    private void Text(string text)
    {
        int length = Encoding.UTF8.GetByteCount(text);
        if (length > ushort.MaxValue)
        {
            text = text[..(ushort.MaxValue / 3)]; // a UTF-16 unit never takes more than three octets
            length = Encoding.UTF8.GetByteCount(text);
        }

        BinaryPrimitives.WriteUInt16BigEndian(Take(2), (ushort)length);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    private Span<byte> Take(int count)
    {
        if (_length + count > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + count));
        }

        _length += count;
        return _buffer.AsSpan(_length - count, count);
    }
}
