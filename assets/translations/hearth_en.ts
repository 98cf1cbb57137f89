<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ElsewherePanel</name>
    <message numerus="yes">
        <source>In this document: %Ln place(s)</source>
        <translation>
            <numerusform>In this document: %Ln place</numerusform>
            <numerusform>In this document: %Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FactLines</name>
    <message numerus="yes">
        <source>%Ln section(s)</source>
        <translation>
            <numerusform>%Ln section</numerusform>
            <numerusform>%Ln sections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FilePasswordDialog</name>
    <message numerus="yes">
        <source>%Ln more file(s) will be asked about after this one.</source>
        <translation>
            <numerusform>%Ln more file will be asked about after this one.</numerusform>
            <numerusform>%Ln more files will be asked about after this one.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GoingAbout</name>
    <message numerus="yes">
        <source>There are %Ln page(s).</source>
        <translation>
            <numerusform>There is %Ln page.</numerusform>
            <numerusform>There are %Ln pages.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HealthSection</name>
    <message numerus="yes">
        <source>%Ln thing(s) are not as they should be.</source>
        <translation>
            <numerusform>%Ln thing is not as it should be.</numerusform>
            <numerusform>%Ln things are not as they should be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportStrip</name>
    <message numerus="yes">
        <source>%Ln document(s) added</source>
        <translation>
            <numerusform>%Ln document added</numerusform>
            <numerusform>%Ln documents added</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InformationDialog</name>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… and %Ln more.</numerusform>
            <numerusform>… and %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… and %Ln more.</numerusform>
            <numerusform>… and %Ln more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkExchange</name>
    <message numerus="yes">
        <source>%Ln marks were added.</source>
        <translation>
            <numerusform>%Ln mark was added.</numerusform>
            <numerusform>%Ln marks were added.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks were there already and took on a note or a tag.</source>
        <translation>
            <numerusform>%Ln mark was there already and took on a note or a tag.</numerusform>
            <numerusform>%Ln marks were there already and took on a note or a tag.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks were there already.</source>
        <translation>
            <numerusform>%Ln mark was there already.</numerusform>
            <numerusform>%Ln marks were there already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks did not find their words in this text. They are in the list as lost places.</source>
        <translation>
            <numerusform>%Ln mark did not find its words in this text. It is in the list as a lost place.</numerusform>
            <numerusform>%Ln marks did not find their words in this text. They are in the list as lost places.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks belong to other documents and were left out.</source>
        <translation>
            <numerusform>%Ln mark belongs to another document and was left out.</numerusform>
            <numerusform>%Ln marks belong to other documents and were left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkExports</name>
    <message numerus="yes">
        <source>%Ln marks were written, not encrypted, to:</source>
        <translation>
            <numerusform>%Ln mark was written, not encrypted, to:</numerusform>
            <numerusform>%Ln marks were written, not encrypted, to:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NewLibraryFlow</name>
    <message numerus="yes">
        <source>%Ln document(s) are in it.</source>
        <translation>
            <numerusform>%Ln document is in it.</numerusform>
            <numerusform>%Ln documents are in it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln document(s) something was lost:</source>
        <translation>
            <numerusform>Of %Ln document something was lost:</numerusform>
            <numerusform>Of %Ln documents something was lost:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OpenDesk</name>
    <message numerus="yes">
        <source>Delete %Ln document(s)?</source>
        <translation>
            <numerusform>Delete %Ln document?</numerusform>
            <numerusform>Delete %Ln documents?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message numerus="yes">
        <source>That PIN opens nothing. %Ln tries left.</source>
        <translation>
            <numerusform>That PIN opens nothing. %Ln try left.</numerusform>
            <numerusform>That PIN opens nothing. %Ln tries left.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>about %Ln minute left</numerusform>
            <numerusform>about %Ln minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln second(s) left</source>
        <translation>
            <numerusform>about %Ln second left</numerusform>
            <numerusform>about %Ln seconds left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Progressing</name>
    <message numerus="yes">
        <source>%Ln page(s) left in chapter</source>
        <translation>
            <numerusform>%Ln page left in chapter</numerusform>
            <numerusform>%Ln pages left in chapter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s) left</source>
        <translation>
            <numerusform>%Ln page left</numerusform>
            <numerusform>%Ln pages left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln min left</numerusform>
            <numerusform>%Ln min left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left</source>
        <translation>
            <numerusform>%Ln h left</numerusform>
            <numerusform>%Ln h left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left in chapter</source>
        <translation>
            <numerusform>%Ln min left in chapter</numerusform>
            <numerusform>%Ln min left in chapter</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left in chapter</source>
        <translation>
            <numerusform>%Ln h left in chapter</numerusform>
            <numerusform>%Ln h left in chapter</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QuickReturnSection</name>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln minute</numerusform>
            <numerusform>%Ln minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln page</numerusform>
            <numerusform>%Ln pages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln place</numerusform>
            <numerusform>%Ln places</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln place(s)</source>
        <translation>
            <numerusform>more than %Ln place</numerusform>
            <numerusform>more than %Ln places</numerusform>
        </translation>
    </message>
</context>
</TS>
