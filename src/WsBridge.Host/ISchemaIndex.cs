using WsBridge.Sdk;

namespace WsBridge.Host;

/// <summary>By which number the client knows a field or an expert info.</summary>
internal interface ISchemaIndex
{
    /// <exception cref="KeyNotFoundException">It was not declared.</exception>
    ushort IndexOf(FieldInfo field);

    /// <exception cref="KeyNotFoundException">It was not declared.</exception>
    ushort IndexOf(ExpertInfo expert);
}
