using WsBridge.Sdk;

namespace WsBridge.TestPlugin;

/// <summary>A field of every type.</summary>
public static class TestFields
{
    public static readonly FieldInfo Text = Field("text", FieldType.String);
    public static readonly FieldInfo Number8 = Field("u8", FieldType.UInt8) with
    {
        Base = FieldBase.Hexadecimal,
        ValueNames = new Dictionary<long, string> { [7] = "Seven" },
    };
    public static readonly FieldInfo Number16 = Field("u16", FieldType.UInt16);
    public static readonly FieldInfo Number24 = Field("u24", FieldType.UInt24) with { Base = FieldBase.DecimalAndHexadecimal };
    public static readonly FieldInfo Number32 = Field("u32", FieldType.UInt32) with { Base = FieldBase.Octal };
    public static readonly FieldInfo Number64 = Field("u64", FieldType.UInt64);
    public static readonly FieldInfo Signed8 = Field("i8", FieldType.Int8);
    public static readonly FieldInfo Signed16 = Field("i16", FieldType.Int16);
    public static readonly FieldInfo Signed32 = Field("i32", FieldType.Int32) with
    {
        ValueNames = new Dictionary<long, string> { [-3] = "Minus three" },
    };
    public static readonly FieldInfo Signed64 = Field("i64", FieldType.Int64);
    public static readonly FieldInfo Flag = Field("flag", FieldType.Boolean) with
    {
        ValueNames = new Dictionary<long, string> { [1] = "Set", [0] = "Not set" },
    };
    public static readonly FieldInfo Real = Field("real", FieldType.Double);
    public static readonly FieldInfo Half = Field("single", FieldType.Single);
    public static readonly FieldInfo Octets = Field("octets", FieldType.Octets);
    public static readonly FieldInfo Ether = Field("ether", FieldType.EthernetAddress);
    public static readonly FieldInfo V4 = Field("v4", FieldType.IPv4Address);
    public static readonly FieldInfo V6 = Field("v6", FieldType.IPv6Address);
    public static readonly FieldInfo Time = Field("time", FieldType.AbsoluteTime);
    public static readonly FieldInfo Span = Field("span", FieldType.RelativeTime);
    public static readonly FieldInfo Other = Field("other", FieldType.FrameNumber);
    public static readonly FieldInfo Masked = Field("masked", FieldType.UInt8) with
    {
        Mask = 0xF0,
        ValueNames = new Dictionary<long, string> { [0xC] = "Twelve" },
    };
    public static readonly FieldInfo MaskedFlag = Field("masked_flag", FieldType.Boolean) with { Mask = 0x8000 };
    public static readonly FieldInfo Little = Field("little", FieldType.UInt16) with { Base = FieldBase.Hexadecimal };
    public static readonly ExpertInfo Seen = new("wsbridge.tester.expert.seen", "Seen", ExpertGroup.Protocol, Severity.Warn)
    {
        Explanation = "It was seen.",
        Next = "Nothing.",
    };

    public static IReadOnlyList<FieldInfo> All { get; } =
    [
        Text, Number8, Number16, Number24, Number32, Number64, Signed8, Signed16, Signed32, Signed64, Flag, Real, Half, Octets, Ether, V4,
        V6, Time, Span, Other, Masked, MaskedFlag, Little,
    ];

    private static FieldInfo Field(string name, FieldType type) =>
        new("wsbridge.tester." + name, "Test " + name, type, "A field of type " + type);
}
