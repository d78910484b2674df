using WsBridge.Sdk;

namespace EchoProtocol;

/// <summary>The fields of Lab Echo.</summary>
internal static class EchoFields
{
    public static readonly FieldInfo Version = new("wsbridge.echo.version", "Version", FieldType.UInt8,
        "Version of the protocol")
    { Mask = 0xF0 };

    public static readonly FieldInfo Type = new("wsbridge.echo.type", "Type", FieldType.UInt8, "What the message is")
    {
        Mask = 0x0F,
        ValueNames = new Dictionary<long, string>
        {
            [(long)EchoType.Request] = "Request",
            [(long)EchoType.Response] = "Response",
            [(long)EchoType.Refusal] = "Refusal",
        },
    };

    public static readonly FieldInfo Urgent = new("wsbridge.echo.urgent", "Urgent", FieldType.Boolean, "The sender waits for the answer")
    {
        Mask = 0x80,
        ValueNames = new Dictionary<long, string> { [0] = "No", [1] = "Yes" },
    };

    public static readonly FieldInfo Id = new("wsbridge.echo.id", "Id", FieldType.UInt16,
        "Number of the request; its response has the same")
    { Base = FieldBase.Hexadecimal };

    public static readonly FieldInfo Length = new("wsbridge.echo.length", "Length", FieldType.UInt16, "How many octets of data follow");

    public static readonly FieldInfo Data = new("wsbridge.echo.data", "Data", FieldType.Octets, "What is echoed");

    public static readonly FieldInfo RequestIn = new("wsbridge.echo.request_in", "Request in frame", FieldType.FrameNumber,
        "The request that this answers");

    public static readonly FieldInfo ResponseIn = new("wsbridge.echo.response_in", "Response in frame", FieldType.FrameNumber,
        "The answer to this request, seen on later passes");

    public static readonly FieldInfo ResponseTime = new("wsbridge.echo.response_time", "Response time", FieldType.RelativeTime,
        "From the first request to its answer");

    public static IReadOnlyList<FieldInfo> All { get; } = [Version, Type, Urgent, Id, Length, Data, RequestIn, ResponseIn, ResponseTime];
}
