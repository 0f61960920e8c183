import { memoryPages, validateXML } from 'xmllint-wasm';

/**
 * The parts of the REFI-QDA 1.0 schemas that Quotemark writes, put down again from the standard: names, order, occurrence and
 * types of elements and attributes. What is not here (pictures, cases, sets, graphs) is not valid under it.
 */
const types = `
  <xsd:simpleType name="Guid"><xsd:restriction base="xsd:token">
    <xsd:pattern value="[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"/>
  </xsd:restriction></xsd:simpleType>
  <xsd:simpleType name="Colour"><xsd:restriction base="xsd:token">
    <xsd:pattern value="#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})"/>
  </xsd:restriction></xsd:simpleType>
  <xsd:complexType name="Codes"><xsd:sequence>
    <xsd:element name="Code" type="Code" maxOccurs="unbounded"/>
  </xsd:sequence></xsd:complexType>
  <xsd:complexType name="Code">
    <xsd:sequence>
      <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
      <xsd:element name="Code" type="Code" minOccurs="0" maxOccurs="unbounded"/>
    </xsd:sequence>
    <xsd:attribute name="guid" type="Guid" use="required"/>
    <xsd:attribute name="name" type="xsd:string" use="required"/>
    <xsd:attribute name="isCodable" type="xsd:boolean" use="required"/>
    <xsd:attribute name="color" type="Colour"/>
  </xsd:complexType>`;

const codebookSchema = `<?xml version="1.0"?>
<xsd:schema xmlns="urn:QDA-XML:codebook:1.0" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    targetNamespace="urn:QDA-XML:codebook:1.0" elementFormDefault="qualified">
  <xsd:element name="CodeBook"><xsd:complexType>
    <xsd:sequence><xsd:element name="Codes" type="Codes"/></xsd:sequence>
    <xsd:attribute name="origin" type="xsd:string"/>
  </xsd:complexType></xsd:element>${types}
</xsd:schema>`;

const projectSchema = `<?xml version="1.0"?>
<xsd:schema xmlns="urn:QDA-XML:project:1.0" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
    targetNamespace="urn:QDA-XML:project:1.0" elementFormDefault="qualified">
  <xsd:element name="Project"><xsd:complexType>
    <xsd:sequence>
      <xsd:element name="Users" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="User" maxOccurs="unbounded"><xsd:complexType>
          <xsd:attribute name="guid" type="Guid" use="required"/>
          <xsd:attribute name="name" type="xsd:string"/>
        </xsd:complexType></xsd:element>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="CodeBook" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="Codes" type="Codes"/>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="Variables" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="Variable" maxOccurs="unbounded"><xsd:complexType>
          <xsd:attribute name="guid" type="Guid" use="required"/>
          <xsd:attribute name="name" type="xsd:string" use="required"/>
          <xsd:attribute name="typeOfVariable" use="required"><xsd:simpleType>
            <xsd:restriction base="xsd:token"><xsd:enumeration value="Text"/></xsd:restriction>
          </xsd:simpleType></xsd:attribute>
        </xsd:complexType></xsd:element>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="Sources" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="TextSource" type="TextSource" maxOccurs="unbounded"/>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="Notes" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="Note" type="TextSource" maxOccurs="unbounded"/>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="Links" minOccurs="0"><xsd:complexType><xsd:sequence>
        <xsd:element name="Link" maxOccurs="unbounded"><xsd:complexType>
          <xsd:attribute name="guid" type="Guid" use="required"/>
          <xsd:attribute name="name" type="xsd:string"/>
          <xsd:attribute name="direction"><xsd:simpleType><xsd:restriction base="xsd:token">
            <xsd:enumeration value="Associative"/><xsd:enumeration value="OneWay"/>
            <xsd:enumeration value="Bidirectional"/>
          </xsd:restriction></xsd:simpleType></xsd:attribute>
          <xsd:attribute name="originGUID" type="Guid"/>
          <xsd:attribute name="targetGUID" type="Guid"/>
        </xsd:complexType></xsd:element>
      </xsd:sequence></xsd:complexType></xsd:element>
      <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
    </xsd:sequence>
    <xsd:attribute name="name" type="xsd:string" use="required"/>
    <xsd:attribute name="origin" type="xsd:string"/>
    <xsd:attribute name="creationDateTime" type="xsd:dateTime"/>
  </xsd:complexType></xsd:element>
  <xsd:complexType name="TextSource">
    <xsd:sequence>
      <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
      <xsd:element name="PlainTextContent" type="xsd:string" minOccurs="0"/>
      <xsd:element name="PlainTextSelection" minOccurs="0" maxOccurs="unbounded"><xsd:complexType>
        <xsd:sequence>
          <xsd:element name="Description" type="xsd:string" minOccurs="0"/>
          <xsd:element name="Coding" type="Coding" minOccurs="0" maxOccurs="unbounded"/>
          <xsd:element name="NoteRef" type="Ref" minOccurs="0" maxOccurs="unbounded"/>
        </xsd:sequence>
        <xsd:attribute name="startPosition" type="xsd:integer" use="required"/>
        <xsd:attribute name="endPosition" type="xsd:integer" use="required"/>
        <xsd:attributeGroup ref="Made"/>
        <xsd:attribute name="name" type="xsd:string"/>
      </xsd:complexType></xsd:element>
      <xsd:element name="Coding" type="Coding" minOccurs="0" maxOccurs="unbounded"/>
      <xsd:element name="NoteRef" type="Ref" minOccurs="0" maxOccurs="unbounded"/>
      <xsd:element name="VariableValue" minOccurs="0" maxOccurs="unbounded"><xsd:complexType>
        <xsd:sequence>
          <xsd:element name="VariableRef" type="Ref"/>
          <xsd:element name="TextValue" type="xsd:string" minOccurs="0"/>
        </xsd:sequence>
      </xsd:complexType></xsd:element>
    </xsd:sequence>
    <xsd:attribute name="name" type="xsd:string"/>
    <xsd:attribute name="plainTextPath" type="xsd:string"/>
    <xsd:attributeGroup ref="Made"/>
  </xsd:complexType>
  <xsd:complexType name="Coding">
    <xsd:sequence>
      <xsd:element name="CodeRef" type="Ref"/>
      <xsd:element name="NoteRef" type="Ref" minOccurs="0" maxOccurs="unbounded"/>
    </xsd:sequence>
    <xsd:attributeGroup ref="Made"/>
  </xsd:complexType>
  <xsd:complexType name="Ref"><xsd:attribute name="targetGUID" type="Guid" use="required"/></xsd:complexType>
  <xsd:attributeGroup name="Made">
    <xsd:attribute name="guid" type="Guid" use="required"/>
    <xsd:attribute name="creatingUser" type="Guid"/>
    <xsd:attribute name="creationDateTime" type="xsd:dateTime"/>
  </xsd:attributeGroup>${types}
</xsd:schema>`;

/** What libxml2 finds wrong with a project or a codebook under the schema; empty when it is valid. */
export async function validateRefi(
  kind: 'project' | 'codebook',
  contents: string,
): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: `${kind}.xml`, contents }],
    schema: [kind === 'project' ? projectSchema : codebookSchema],
    maxMemoryPages: 512 * memoryPages.MiB,
  });
  return errors.map((error) => error.message);
}
