using System.Globalization;
using WsBridge.Sdk;

namespace EchoProtocol;

/// <summary>One capture: the open requests of each conversation.</summary>
internal sealed class EchoSession(IAnnotationSink sink) : IAnalyzerSession
{
    private const long SlowMicroseconds = 500_000;
    private const int MostOpen = 16_384;
    private readonly Dictionary<(Flow Flow, ushort Id), (long Frame, long Time)> _open = [];

    /// <inheritdoc/>
    public void OnFrame(in Frame frame)
    {
        var message = new EchoMessage(frame.Payload);
        if (!message.HasHeader)
        {
            Say(frame, Expert(EchoExperts.CutOff, $"{frame.Payload.Length} octets, the header has {EchoMessage.HeaderLength}"));
            return;
        }

        Header(frame, message);
        if (!message.IsWhole)
        {
            Say(frame,
                Expert(EchoExperts.CutOff, $"{message.Length} octets of data announced, {frame.Payload.Length - EchoMessage.HeaderLength} "
                + $"there"));
        }

        if (frame.Flow is not { } flow)
        {
            return;
        }

        if (message.Type == EchoType.Request)
        {
            Say(frame,
                new Annotation.InfoText(
                string.Create(CultureInfo.InvariantCulture, $"Request 0x{message.Id:x4}, {message.Length} octets")));
            Request(frame, (flow, message.Id));
        }
        else
        {
            Say(frame,
                new Annotation.InfoText(
                string.Create(CultureInfo.InvariantCulture, $"{message.Type} 0x{message.Id:x4}, {message.Length} octets")));
            Answer(frame, (flow.Reverse(), message.Id), message.Type);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Header(in Frame frame, EchoMessage message)
    {
        Say(frame, Read(EchoFields.Version, frame, 0, 1));
        Say(frame, Read(EchoFields.Type, frame, 0, 1));
        Say(frame, Read(EchoFields.Urgent, frame, 1, 1));
        Say(frame, Read(EchoFields.Id, frame, 2, 2));
        Say(frame, Read(EchoFields.Length, frame, 4, 2));
        int there = Math.Min(message.Length, frame.Payload.Length - EchoMessage.HeaderLength);
        if (there > 0)
        {
            Say(frame, Read(EchoFields.Data, frame, EchoMessage.HeaderLength, there));
        }
    }

    private void Request(in Frame frame, (Flow Flow, ushort Id) key)
    {
        if (_open.TryGetValue(key, out (long Frame, long Time) first))
        {
            Say(frame,
                new Annotation.FieldLine(EchoFields.RequestIn, AnnotationValue.Of(first.Frame))
                {
                    Children = [Expert(EchoExperts.Retransmission, EchoExperts.Retransmission.Summary)],
                });
            return;
        }

        if (_open.Count >= MostOpen)
        {
            _open.Clear(); // a flood of requests that nobody answers
        }

        _open[key] = (frame.Id, frame.TimeMicroseconds);
    }

    private void Answer(in Frame frame, (Flow Flow, ushort Id) key, EchoType type)
    {
        if (!_open.Remove(key, out (long Frame, long Time) request))
        {
            Say(frame, Expert(EchoExperts.Unasked, $"No open request has the id 0x{key.Id:x4}"));
            return;
        }

        long took = frame.TimeMicroseconds - request.Time;
        Say(frame, new Annotation.FieldLine(EchoFields.RequestIn, AnnotationValue.Of(request.Frame)));
        Say(frame, new Annotation.FieldLine(EchoFields.ResponseTime, AnnotationValue.Of(TimeSpan.FromMicroseconds(took)))
        {
            Children = took > SlowMicroseconds
                ? [Expert(EchoExperts.Slow, string.Create(CultureInfo.InvariantCulture, $"The answer took {took / 1e3:0.0} ms"))]
                : [],
        });
        if (type == EchoType.Refusal)
        {
            Say(frame, Expert(EchoExperts.Refused, EchoExperts.Refused.Summary));
        }

        sink.Annotate(request.Frame, new Annotation.FieldLine(EchoFields.ResponseIn, AnnotationValue.Of(frame.Id)));
    }

    private void Say(in Frame frame, Annotation annotation) => sink.Annotate(frame.Id, annotation);

    private static Annotation.FieldLine Read(FieldInfo field, in Frame frame, int at, int length) =>
        new(field, AnnotationValue.FromOctets) { Offset = frame.PayloadOffset + at, Length = length };

    private static Annotation.ExpertLine Expert(ExpertInfo expert, string text) => new(expert, text);
}
