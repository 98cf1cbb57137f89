<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR">
<context>
    <name>ActionKeysDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>As it came</source>
        <translation>처음대로</translation>
    </message>
    <message>
        <source>Give “{action}” the keys it came with</source>
        <translation>‘{action}’의 키를 처음대로 되돌리기</translation>
    </message>
    <message>
        <source>Press the key that you want to add, with Ctrl, Alt or Shift if you like.</source>
        <translation>더할 키를 누르세요. Ctrl, Alt, Shift와 함께 눌러도 됩니다.</translation>
    </message>
    <message>
        <source>To hide everything, also here: {press}. Ctrl+L locks.</source>
        <translation>여기서도 모두 숨기기: {press}. Ctrl+L은 잠급니다.</translation>
    </message>
    <message>
        <source>No key has been pressed yet</source>
        <translation>아직 누른 키가 없습니다</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>가져오기</translation>
    </message>
    <message>
        <source>Add this key</source>
        <translation>이 키 더하기</translation>
    </message>
    <message>
        <source>No key means this.</source>
        <translation>이 동작에는 키가 없습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Remove the key {key}</source>
        <translation>{key} 키 빼기</translation>
    </message>
</context>
<context>
    <name>ActionRow</name>
    <message>
        <source>Change…</source>
        <translation>바꾸기…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>키 없음</translation>
    </message>
    <message>
        <source>Change the keys of “{action}”: {keys}</source>
        <translation>‘{action}’의 키 바꾸기: {keys}</translation>
    </message>
</context>
<context>
    <name>AddDialog</name>
    <message>
        <source>Each of them alone opens the whole library. The name is for you, and is kept inside it only.</source>
        <translation>이 가운데 하나만 있어도 서재 전체가 열립니다. 이름은 알아보기 위한 것으로, 서재 안에만 보관됩니다.</translation>
    </message>
    <message>
        <source>Add a passphrase or key file</source>
        <translation>암호문이나 키 파일 추가</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Name, if you like</source>
        <translation>이름 (선택 사항)</translation>
    </message>
</context>
<context>
    <name>BackStep</name>
    <message>
        <source>You are back, and all is here.</source>
        <translation>돌아오셨습니다. 모두 그대로 있습니다.</translation>
    </message>
    <message>
        <source>That is how it goes every time, whatever is open and however busy the program is. The same keys hide it again, and so does the word at the top of the library. Ctrl+L only locks.</source>
        <translation>무엇을 열어 두었든, 프로그램이 얼마나 바쁘든 언제나 이렇게 됩니다. 같은 키로 다시 숨길 수 있고, 서재 위쪽의 “숨기기”를 눌러도 됩니다. Ctrl+L은 잠그기만 합니다.</translation>
    </message>
    <message>
        <source>To the library</source>
        <translation>서재로 가기</translation>
    </message>
</context>
<context>
    <name>BlankCover</name>
    <message>
        <source>Empty page</source>
        <translation>빈 페이지</translation>
    </message>
</context>
<context>
    <name>Bookmarking</name>
    <message>
        <source>The bookmark is removed.</source>
        <translation>책갈피를 뺐습니다.</translation>
    </message>
    <message>
        <source>A bookmark is set here.</source>
        <translation>여기에 책갈피를 꽂았습니다.</translation>
    </message>
</context>
<context>
    <name>CalculatorCover</name>
    <message>
        <source>Something is missing</source>
        <translation>빠진 것이 있습니다</translation>
    </message>
    <message>
        <source>Nothing can be divided by zero</source>
        <translation>0으로 나눌 수 없습니다</translation>
    </message>
    <message>
        <source>The result is too large</source>
        <translation>결과가 너무 큽니다</translation>
    </message>
    <message>
        <source>The history could not be saved. Is the disk full?</source>
        <translation>기록을 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
</context>
<context>
    <name>CalculatorDisplay</name>
    <message>
        <source>Display</source>
        <translation>계산 결과창</translation>
    </message>
</context>
<context>
    <name>CalculatorHistory</name>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Clear the history</source>
        <translation>기록 지우기</translation>
    </message>
</context>
<context>
    <name>CalculatorPad</name>
    <message>
        <source>Clear the memory</source>
        <translation>메모리 지우기</translation>
    </message>
    <message>
        <source>Recall the memory</source>
        <translation>메모리 불러오기</translation>
    </message>
    <message>
        <source>Add to the memory</source>
        <translation>메모리에 더하기</translation>
    </message>
    <message>
        <source>Store in the memory</source>
        <translation>메모리에 저장</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Open parenthesis</source>
        <translation>여는 괄호</translation>
    </message>
    <message>
        <source>Close parenthesis</source>
        <translation>닫는 괄호</translation>
    </message>
    <message>
        <source>Delete the last character</source>
        <translation>마지막 글자 지우기</translation>
    </message>
    <message>
        <source>Divide</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>Multiply</source>
        <translation>곱하기</translation>
    </message>
    <message>
        <source>Subtract</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>Decimal point</source>
        <translation>소수점</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>퍼센트</translation>
    </message>
    <message>
        <source>Equals</source>
        <translation>등호</translation>
    </message>
</context>
<context>
    <name>CaptureSection</name>
    <message>
        <source>Presenting</source>
        <translation>발표</translation>
    </message>
    <message>
        <source>Let the windows be captured</source>
        <translation>창이 화면 캡처에 보이게 하기</translation>
    </message>
    <message>
        <source>For a projector that shows a shared screen, or a recording. It holds for this library, until you keep them out again.</source>
        <translation>공유된 화면을 보여 주는 프로젝터나 녹화를 위한 설정입니다. 다시 보이지 않게 할 때까지 이 서재에 적용됩니다.</translation>
    </message>
    <message>
        <source>Keep them out</source>
        <translation>보이지 않게</translation>
    </message>
    <message>
        <source>Let them</source>
        <translation>보이게</translation>
    </message>
</context>
<context>
    <name>ChangeDialog</name>
    <message>
        <source>The current one opens nothing from then on. If a key file belongs to it, choose that too.</source>
        <translation>그때부터 지금 것으로는 아무것도 열리지 않습니다. 키 파일을 함께 쓴다면 그것도 선택해 주세요.</translation>
    </message>
    <message>
        <source>Change a passphrase or key file</source>
        <translation>암호문이나 키 파일 변경</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변경</translation>
    </message>
    <message>
        <source>The current passphrase</source>
        <translation>지금 암호문</translation>
    </message>
    <message>
        <source>The new passphrase</source>
        <translation>새 암호문</translation>
    </message>
    <message>
        <source>The new one once more</source>
        <translation>새 암호문 한 번 더 입력</translation>
    </message>
</context>
<context>
    <name>CollectionList</name>
    <message>
        <source>Collections</source>
        <translation>모음</translation>
    </message>
    <message>
        <source>Export marks and notes…</source>
        <translation>표시와 메모 내보내기…</translation>
    </message>
</context>
<context>
    <name>ColourRow</name>
    <message>
        <source>White</source>
        <translation>흰색</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>모래색</translation>
    </message>
    <message>
        <source>Pale blue</source>
        <translation>연한 파랑</translation>
    </message>
    <message>
        <source>Pale green</source>
        <translation>연한 초록</translation>
    </message>
    <message>
        <source>Dark red</source>
        <translation>짙은 빨강</translation>
    </message>
    <message>
        <source>Dark green</source>
        <translation>짙은 초록</translation>
    </message>
    <message>
        <source>Dark blue</source>
        <translation>짙은 파랑</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>검정</translation>
    </message>
</context>
<context>
    <name>ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Contents</name>
    <message>
        <source>Contents</source>
        <translation>차례</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
</context>
<context>
    <name>CopiesSection</name>
    <message>
        <source>Copies</source>
        <translation>사본</translation>
    </message>
    <message>
        <source>Make a backup</source>
        <translation>백업 만들기</translation>
    </message>
    <message>
        <source>A complete copy in another folder or on a stick, read back to be sure. It opens as this one does.</source>
        <translation>다른 폴더나 USB 메모리에 만드는 온전한 사본으로, 다시 읽어 확인합니다. 지금의 서재와 똑같이 열립니다.</translation>
    </message>
    <message>
        <source>Back up…</source>
        <translation>백업…</translation>
    </message>
    <message>
        <source>Move to another folder or stick</source>
        <translation>다른 폴더나 USB 메모리로 옮기기</translation>
    </message>
    <message>
        <source>The same, and then what is here is erased. Copies made earlier stay where they are.</source>
        <translation>같은 방식으로 사본을 만든 다음 여기 있는 것을 지웁니다. 전에 만든 사본은 제자리에 남습니다.</translation>
    </message>
    <message>
        <source>Move…</source>
        <translation>옮기기…</translation>
    </message>
    <message>
        <source>Put a backup back</source>
        <translation>백업 되돌리기</translation>
    </message>
    <message>
        <source>A backup takes the place of the folder. What is here now is kept beside it.</source>
        <translation>백업이 폴더의 자리를 대신합니다. 지금 있는 것은 그 곁에 보관됩니다.</translation>
    </message>
    <message>
        <source>Restore…</source>
        <translation>되돌리기…</translation>
    </message>
    <message>
        <source>Where should the backup be?</source>
        <translation>백업을 어디에 둘까요?</translation>
    </message>
    <message>
        <source>There is an earlier backup of this library. The new one takes its place once it has been read back, and the earlier one is erased.</source>
        <translation>이 서재의 예전 백업이 있습니다. 새 백업을 다시 읽어 확인한 다음 그 자리에 두고, 예전 것은 지웁니다.</translation>
    </message>
    <message>
        <source>Put the new backup in its place?</source>
        <translation>새 백업을 그 자리에 둘까요?</translation>
    </message>
    <message>
        <source>Back up</source>
        <translation>백업</translation>
    </message>
    <message>
        <source>Making a backup</source>
        <translation>백업을 만드는 중</translation>
    </message>
    <message>
        <source>The backup is complete.</source>
        <translation>백업이 끝났습니다.</translation>
    </message>
    <message>
        <source>It was read back and equals the library. What opens the library now opens it, also after you change that here. Keep it apart from this computer.</source>
        <translation>다시 읽어 서재와 같음을 확인했습니다. 지금 서재를 여는 것으로 열리며, 여기서 바꾼 뒤에도 백업은 그대로 열립니다. 이 컴퓨터와 떨어진 곳에 두세요.</translation>
    </message>
    <message>
        <source>Keep one backup only, and let the next one take its place: whoever has two of different days, or one and the library, can see which of the two libraries has changed.</source>
        <translation>백업은 하나만 두고 다음 백업이 그 자리를 대신하게 하십시오. 날짜가 다른 두 백업, 또는 백업과 서재를 함께 가진 사람은 두 서재 가운데 어느 쪽이 바뀌었는지 알 수 있습니다.</translation>
    </message>
    <message>
        <source>Where should the library be from now on?</source>
        <translation>앞으로 서재를 어디에 둘까요?</translation>
    </message>
    <message>
        <source>Moving the library</source>
        <translation>서재를 옮기는 중</translation>
    </message>
    <message>
        <source>Nothing is left of it in its old place.</source>
        <translation>이전 자리에는 아무것도 남지 않았습니다.</translation>
    </message>
    <message>
        <source>But it could not be erased wholly in its old place, and may still open there. Delete the old folder yourself.</source>
        <translation>다만 이전 자리의 것을 다 지우지 못했고, 거기서 아직 열릴 수도 있습니다. 이전 폴더를 직접 삭제해 주세요.</translation>
    </message>
    <message>
        <source>The library has moved.</source>
        <translation>서재를 옮겼습니다.</translation>
    </message>
    <message>
        <source>It locks now and opens from its new place.</source>
        <translation>이제 잠기고, 새 자리에서 열립니다.</translation>
    </message>
    <message>
        <source>Which folder is the backup?</source>
        <translation>어느 폴더가 백업인가요?</translation>
    </message>
    <message>
        <source>What is in the library now is not overwritten: it is kept beside it, in a folder with a name of its own, until you delete that. The library locks, and opens with what opened it when the backup was made.</source>
        <translation>지금 서재에 있는 것은 덮어쓰지 않습니다. 그 곁에 다른 이름의 폴더로, 직접 삭제할 때까지 보관됩니다. 서재는 잠기고, 백업을 만들 때 서재를 열던 것으로 열립니다.</translation>
    </message>
    <message>
        <source>Put this backup in the place of the library?</source>
        <translation>이 백업을 서재의 자리에 되돌릴까요?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Putting the backup back</source>
        <translation>백업을 되돌리는 중</translation>
    </message>
    <message>
        <source>The backup was not put back.</source>
        <translation>백업을 되돌리지 못했습니다.</translation>
    </message>
    <message>
        <source>The library is as it was. It locks now.</source>
        <translation>서재는 전과 같습니다. 이제 잠깁니다.</translation>
    </message>
    <message>
        <source>The backup is in its place.</source>
        <translation>백업이 제자리에 놓였습니다.</translation>
    </message>
    <message>
        <source>The library locks now. What was there before is kept here, until you delete it:</source>
        <translation>이제 서재가 잠깁니다. 전에 있던 것은 직접 삭제할 때까지 여기에 보관됩니다:</translation>
    </message>
    <message>
        <source>Side by side the two show which of the two libraries has changed. Delete it soon.</source>
        <translation>둘을 나란히 두면 두 서재 가운데 어느 쪽이 바뀌었는지 드러납니다. 곧 지우십시오.</translation>
    </message>
</context>
<context>
    <name>CoverPage</name>
    <message>
        <source>Cover</source>
        <translation>덮개 화면</translation>
    </message>
</context>
<context>
    <name>CoverSection</name>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>A notepad.</source>
        <translation>메모장입니다.</translation>
    </message>
    <message>
        <source>Calculator</source>
        <translation>계산기</translation>
    </message>
    <message>
        <source>It remembers its sums. Type a number of at least four digits and press MS: from then on this number and = bring the prompt too. Whoever uses the calculator can read it there: it is no secret.</source>
        <translation>계산 기록을 남깁니다. 네 자리 이상의 수를 입력하고 MS를 누르면, 그다음부터는 그 수와 =로도 잠금 해제 창이 나타납니다. 계산기를 쓰는 사람은 그 수를 볼 수 있으니 비밀이 아닙니다.</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>표</translation>
    </message>
    <message>
        <source>A small table that does sums, with a household&apos;s budget to begin with.</source>
        <translation>합계를 내는 작은 표입니다. 처음에는 가계부가 들어 있습니다.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>A picture of yours or the first page of a PDF: drop the file on the window, or copy and paste it there.</source>
        <translation>본인의 그림이나 PDF의 첫 쪽입니다. 파일을 창에 끌어다 놓거나, 복사해서 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>Blank</source>
        <translation>빈 화면</translation>
    </message>
    <message>
        <source>Clicks into the four corners of the window, clockwise from the upper left and within five seconds, bring the prompt too.</source>
        <translation>창의 네 모서리를 왼쪽 위부터 시계 방향으로 5초 안에 차례로 클릭해도 잠금 해제 창이 나타납니다.</translation>
    </message>
    <message>
        <source>Ctrl+F, then full stop, comma, full stop and Enter in the line for finding bring the prompt too.</source>
        <translation>Ctrl+F를 누르고 찾기 칸에 마침표, 쉼표, 마침표를 차례로 입력한 뒤 Enter를 눌러도 잠금 해제 창이 나타납니다.</translation>
    </message>
    <message>
        <source>Ctrl+G, then 0.0 and Enter in the line with the cell&apos;s name bring the prompt too.</source>
        <translation>Ctrl+G를 누르고 셀 이름 칸에 0.0을 입력한 뒤 Enter를 눌러도 잠금 해제 창이 나타납니다.</translation>
    </message>
    <message>
        <source>An empty page.</source>
        <translation>빈 페이지입니다.</translation>
    </message>
    <message>
        <source>Cover</source>
        <translation>덮개 화면</translation>
    </message>
    <message>
        <source>What stands on the screen while you are not reading. Each is a program that works, and what it keeps lies open on the disk: write nothing in it that others must not read.</source>
        <translation>읽지 않을 때 화면에 있는 프로그램입니다. 모두 실제로 쓸 수 있고, 거기에 남긴 것은 디스크에 암호화되지 않은 채 놓입니다. 남이 읽으면 안 되는 것은 적지 마세요.</translation>
    </message>
    <message>
        <source>In each of them the full stop key, pressed three times while Ctrl is held, brings the prompt.</source>
        <translation>어느 것에서든 Ctrl을 누른 채 마침표 키를 세 번 누르면 잠금 해제 창이 나타납니다.</translation>
    </message>
    <message>
        <source>What you choose holds from the next start of the program on.</source>
        <translation>선택은 프로그램을 다음에 시작할 때부터 적용됩니다.</translation>
    </message>
    <message>
        <source>The choice could not be saved. Is the disk full?</source>
        <translation>선택을 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>The choice holds from the next start of the program on.</source>
        <translation>선택은 프로그램을 다음에 시작할 때부터 적용됩니다.</translation>
    </message>
</context>
<context>
    <name>CredentialDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Leave the other library</source>
        <translation>다른 서재는 두고 가기</translation>
    </message>
    <message>
        <source>Take the other library along too…</source>
        <translation>다른 서재도 함께 옮기기…</translation>
    </message>
    <message>
        <source>Only what your passphrase opens is copied. Nobody, this program included, can tell whether the other library holds something: if it does, it comes along only when you give here what opens it, and opens with the same afterwards.</source>
        <translation>지금의 암호문이 여는 것만 복사됩니다. 다른 서재에 무언가 있는지는 이 프로그램을 포함해 누구도 알 수 없습니다. 있다면, 여는 것을 여기에 입력해야만 함께 옮겨지고, 그 뒤에도 같은 것으로 열립니다.</translation>
    </message>
</context>
<context>
    <name>CredentialsSection</name>
    <message>
        <source>What opens this library</source>
        <translation>이 서재를 여는 것</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>하나 더 추가</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Change one</source>
        <translation>하나 변경</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Make one dearer to guess</source>
        <translation>추측하기 더 어렵게 만들기</translation>
    </message>
    <message>
        <source>Strengthen…</source>
        <translation>강화…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>이름 바꾸기…</translation>
    </message>
    <message>
        <source>Rename “{name}”</source>
        <translation>“{name}” 이름 바꾸기</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>“{name}” 제거</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>암호문</translation>
    </message>
    <message>
        <source>Passphrase and key file</source>
        <translation>암호문과 키 파일</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>키 파일</translation>
    </message>
    <message>
        <source>strengthened</source>
        <translation>강화됨</translation>
    </message>
    <message>
        <source>in use now</source>
        <translation>지금 사용 중</translation>
    </message>
    <message>
        <source>Four open it already, which is all there is room for. Remove one first.</source>
        <translation>이미 네 개로 열리며, 그 이상은 자리가 없습니다. 먼저 하나를 제거해 주세요.</translation>
    </message>
    <message>
        <source>A passphrase or key file for another person, or for a place where you keep one written down.</source>
        <translation>다른 사람을 위한, 또는 어딘가에 적어 둘 암호문이나 키 파일입니다.</translation>
    </message>
    <message>
        <source>You give the current one, and what takes its place.</source>
        <translation>지금 것과, 그것을 대신할 것을 입력합니다.</translation>
    </message>
    <message>
        <source>Each guess costs several times as much. Opening takes longer, and one gigabyte of memory.</source>
        <translation>추측 한 번에 드는 비용이 몇 배로 늘어납니다. 여는 데 시간이 더 걸리고 메모리 1GB가 필요합니다.</translation>
    </message>
    <message>
        <source>It opens this library from now on.</source>
        <translation>이제부터 이것으로 서재가 열립니다.</translation>
    </message>
    <message>
        <source>It is changed. Copies of the folder made earlier still open with the old one: make new copies, and destroy the old ones if somebody else may know it.</source>
        <translation>변경했습니다. 전에 만들어 둔 폴더 복사본은 여전히 예전 것으로 열립니다. 새로 복사해 두고, 예전 것을 남이 알 수 있다면 옛 복사본을 없애 주세요.</translation>
    </message>
    <message>
        <source>It is strengthened. Copies of the folder made earlier still have it as it was.</source>
        <translation>강화했습니다. 전에 만들어 둔 폴더 복사본에는 예전 상태로 남아 있습니다.</translation>
    </message>
    <message>
        <source>It opens nothing here any more. Copies of the folder made earlier still open with it.</source>
        <translation>이제 이것으로는 여기서 아무것도 열리지 않습니다. 전에 만들어 둔 폴더 복사본은 여전히 이것으로 열립니다.</translation>
    </message>
    <message>
        <source>It opens nothing here from then on. Copies of the folder made earlier still open with it.</source>
        <translation>그때부터 이것으로는 여기서 아무것도 열리지 않습니다. 전에 만들어 둔 폴더 복사본은 여전히 이것으로 열립니다.</translation>
    </message>
    <message>
        <source>Remove “{name}”?</source>
        <translation>“{name}”을(를) 제거할까요?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
</context>
<context>
    <name>CutImportShow</name>
    <message>
        <source>Which files?</source>
        <translation>어떤 파일인가요?</translation>
    </message>
    <message>
        <source>A file was not added: the library was closed while it was being added. Please add it again.</source>
        <translation>파일 하나를 추가하지 못했습니다. 추가하는 도중에 서재가 닫혔습니다. 다시 추가해 주세요.</translation>
    </message>
    <message>
        <source>{missing} of {total} files were not added: the library was closed while they were being added. Please add them again; those that are here already are recognised.</source>
        <translation>파일 {total}개 중 {missing}개를 추가하지 못했습니다. 추가하는 도중에 서재가 닫혔습니다. 다시 추가해 주세요. 이미 있는 파일은 알아봅니다.</translation>
    </message>
    <message>
        <source>Files that were not added</source>
        <translation>추가되지 않은 파일</translation>
    </message>
</context>
<context>
    <name>DeedDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>잠시만요…</translation>
    </message>
</context>
<context>
    <name>DemoBanner</name>
    <message>
        <source>Demo: this library is gone when you leave it.</source>
        <translation>체험용 서재: 나가면 사라집니다.</translation>
    </message>
    <message>
        <source>Begin with “Your first hour”</source>
        <translation>‘첫 한 시간’부터 읽기</translation>
    </message>
</context>
<context>
    <name>DictionariesPage</name>
    <message>
        <source>Dictionaries</source>
        <translation>사전</translation>
    </message>
</context>
<context>
    <name>DictionariesSection</name>
    <message>
        <source>Dictionaries</source>
        <translation>사전</translation>
    </message>
    <message>
        <source>On a page, D looks a word up (or another key, if you chose one). It is found here, inside the library: nothing is asked on a network, and nothing is kept of what you looked up.</source>
        <translation>읽는 쪽에서 D(또는 바꾼 키)를 누르면 낱말을 찾아봅니다. 이 서재 안에서만 찾습니다. 네트워크에 묻지 않고, 찾아본 기록도 남기지 않습니다.</translation>
    </message>
    <message>
        <source>Add a dictionary</source>
        <translation>사전 추가</translation>
    </message>
    <message>
        <source>In StarDict&apos;s format: its .ifo file, with the others beside it, or an archive of them.</source>
        <translation>StarDict 형식: .ifo 파일(다른 파일이 같은 폴더에 있어야 함) 또는 이를 묶은 압축 파일.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Adding a dictionary</source>
        <translation>사전 추가 중</translation>
    </message>
    <message>
        <source>Reading and sorting its words…</source>
        <translation>낱말을 읽고 정리하는 중…</translation>
    </message>
    <message>
        <source>It is added, and asked from now on.</source>
        <translation>추가했습니다. 이제부터 이 사전에서도 찾습니다.</translation>
    </message>
    <message>
        <source>Remove “{name}”?</source>
        <translation>‘{name}’을(를) 제거할까요?</translation>
    </message>
    <message>
        <source>It goes from the library. The file that it came from stays where it is.</source>
        <translation>서재에서 없어집니다. 가져온 원본 파일은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
</context>
<context>
    <name>DictionaryDialog</name>
    <message>
        <source>Which dictionary?</source>
        <translation>어느 사전입니까?</translation>
    </message>
    <message>
        <source>There are no dictionaries in this folder.</source>
        <translation>이 폴더에는 사전이 없습니다.</translation>
    </message>
</context>
<context>
    <name>DictionaryLine</name>
    <message>
        <source>On</source>
        <translation>켬</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>끔</translation>
    </message>
    <message>
        <source>Look words up in “{name}”</source>
        <translation>‘{name}’에서 낱말 찾기</translation>
    </message>
    <message>
        <source>Higher</source>
        <translation>위로</translation>
    </message>
    <message>
        <source>Ask “{name}” earlier</source>
        <translation>‘{name}’을(를) 더 먼저 찾기</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>제거…</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>‘{name}’ 제거</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>낱말 {count}개</translation>
    </message>
    <message>
        <source>some of it was lost: remove it, and add it again</source>
        <translation>일부를 잃었습니다. 제거하고 다시 추가하세요</translation>
    </message>
</context>
<context>
    <name>DictionaryPopover</name>
    <message>
        <source>Dictionaries</source>
        <translation>사전</translation>
    </message>
    <message>
        <source>Word to look up</source>
        <translation>찾아볼 낱말</translation>
    </message>
    <message>
        <source>What dictionaries say</source>
        <translation>사전의 풀이</translation>
    </message>
    <message>
        <source>The word before</source>
        <translation>앞서 본 낱말</translation>
    </message>
    <message>
        <source>The word after</source>
        <translation>다음 낱말</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>There is no dictionary yet. Add one in the settings, under “Dictionaries”.</source>
        <translation>아직 사전이 없습니다. 설정의 ‘사전’에서 추가하세요.</translation>
    </message>
    <message>
        <source>No dictionary knows this word.</source>
        <translation>이 낱말은 어느 사전에도 없습니다.</translation>
    </message>
    <message>
        <source>Words like it</source>
        <translation>비슷한 낱말</translation>
    </message>
</context>
<context>
    <name>DocumentDelegate</name>
    <message>
        <source>Untitled</source>
        <translation>제목 없음</translation>
    </message>
</context>
<context>
    <name>EdgeMap</name>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>{page}쪽</translation>
    </message>
</context>
<context>
    <name>EdgeStrip</name>
    <message>
        <source>Map of the document</source>
        <translation>문서 지도</translation>
    </message>
</context>
<context>
    <name>Elsewhere</name>
    <message>
        <source>Where else the word stands</source>
        <translation>이 낱말이 나오는 다른 곳</translation>
    </message>
</context>
<context>
    <name>ElsewherePanel</name>
    <message>
        <source>All places found</source>
        <translation>찾은 곳 모두</translation>
    </message>
    <message>
        <source>Places in other documents</source>
        <translation>다른 문서에서 찾은 곳</translation>
    </message>
    <message>
        <source>Elsewhere</source>
        <translation>다른 곳</translation>
    </message>
    <message>
        <source>Select a word, or point at one, and ask for this list again.</source>
        <translation>낱말을 고르거나 가리킨 다음 이 목록을 다시 여세요.</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>In this document: more than {count}</source>
        <translation>이 문서에서 {count}곳 넘음</translation>
    </message>
    <message numerus="yes">
        <source>In this document: %Ln place(s)</source>
        <translation>
            <numerusform>이 문서에서 %Ln곳</numerusform>
        </translation>
    </message>
    <message>
        <source>It stands in no other document of the library.</source>
        <translation>서재의 다른 문서에는 나오지 않습니다.</translation>
    </message>
</context>
<context>
    <name>EraseSection</name>
    <message>
        <source>Erase</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Erase this library</source>
        <translation>이 서재 지우기</translation>
    </message>
    <message>
        <source>Nothing opens it from the first moment on; then its file is overwritten. The other library stays.</source>
        <translation>첫 순간부터 무엇으로도 열리지 않으며, 이어서 파일을 덮어씁니다. 다른 서재는 남습니다.</translation>
    </message>
    <message>
        <source>Erase…</source>
        <translation>지우기…</translation>
    </message>
    <message>
        <source>Erase the folder</source>
        <translation>폴더 지우기</translation>
    </message>
    <message>
        <source>This library and the other, whatever that holds, and the files themselves.</source>
        <translation>이 서재와, 무엇이 들었든 다른 서재, 그리고 파일 자체까지.</translation>
    </message>
    <message>
        <source>Erase all…</source>
        <translation>모두 지우기…</translation>
    </message>
    <message>
        <source>Erasing can&apos;t reach copies and backups made earlier, nor what memory sticks and SSDs may keep of data that was overwritten. Without its keys, such a remnant is noise; with an old copy of them and a passphrase, it is not.</source>
        <translation>지우기는 전에 만든 사본과 백업, 그리고 USB 메모리와 SSD에 덮어쓴 뒤에도 남을 수 있는 데이터에는 미치지 못합니다. 그런 잔여물은 열쇠 없이는 잡음일 뿐이지만, 열쇠의 옛 사본과 암호문이 있으면 그렇지 않습니다.</translation>
    </message>
    <message>
        <source>Erase all that is in this library?</source>
        <translation>이 서재에 있는 것을 모두 지울까요?</translation>
    </message>
    <message>
        <source>Every document in this library is lost for good, with all that you marked. Nobody can undo this.</source>
        <translation>이 서재의 모든 문서와 표시해 둔 것이 영영 사라집니다. 누구도 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Erase the whole folder?</source>
        <translation>폴더 전체를 지울까요?</translation>
    </message>
    <message>
        <source>Everything in both libraries is lost for good, also what this program can&apos;t know of. Nobody can undo this.</source>
        <translation>이 프로그램이 알 수 없는 것까지, 두 서재의 모든 것이 영영 사라집니다. 누구도 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>erase</source>
        <comment>the word to type</comment>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Erasing this library</source>
        <translation>이 서재를 지우는 중</translation>
    </message>
    <message>
        <source>It can&apos;t be opened any more. Its file is being overwritten.</source>
        <translation>이제 열 수 없습니다. 파일을 덮어쓰고 있습니다.</translation>
    </message>
    <message>
        <source>Its file could not be overwritten; without its keys it is noise.</source>
        <translation>파일을 덮어쓰지는 못했지만, 열쇠가 없으니 잡음일 뿐입니다.</translation>
    </message>
    <message>
        <source>This library is noise now.</source>
        <translation>이 서재는 이제 잡음입니다.</translation>
    </message>
    <message>
        <source>Erasing the folder</source>
        <translation>폴더를 지우는 중</translation>
    </message>
    <message>
        <source>Some of its files could not be removed; without their keys they are noise.</source>
        <translation>일부 파일을 없애지 못했지만, 열쇠가 없으니 잡음일 뿐입니다.</translation>
    </message>
    <message>
        <source>The folder is erased.</source>
        <translation>폴더를 지웠습니다.</translation>
    </message>
    <message>
        <source>The program goes back to the notepad now.</source>
        <translation>이제 프로그램은 메모장으로 돌아갑니다.</translation>
    </message>
</context>
<context>
    <name>ExcerptView</name>
    <message>
        <source>Note</source>
        <translation>주석</translation>
    </message>
</context>
<context>
    <name>ExistingCredential</name>
    <message>
        <source>Passphrase</source>
        <translation>암호문</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
</context>
<context>
    <name>FactLines</name>
    <message>
        <source>Authors</source>
        <translation>지은이</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>총서</translation>
    </message>
    <message>
        <source>Subjects</source>
        <translation>주제</translation>
    </message>
    <message>
        <source>Publisher</source>
        <translation>펴낸곳</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>분량</translation>
    </message>
    <message>
        <source>Size of the file</source>
        <translation>파일 크기</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>추가한 날</translation>
    </message>
    <message>
        <source>Collections</source>
        <translation>모음</translation>
    </message>
    <message>
        <source>A file without a name</source>
        <translation>이름 없는 파일</translation>
    </message>
    <message numerus="yes">
        <source>%Ln section(s)</source>
        <translation>
            <numerusform>%Ln개 부분</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>A bracket [ is not closed.</source>
        <translation>대괄호 [ 가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>A parenthesis ( is not closed.</source>
        <translation>괄호 ( 가 닫히지 않았습니다.</translation>
    </message>
    <message>
        <source>A parenthesis ) was never opened.</source>
        <translation>여는 괄호 없이 ) 가 나왔습니다.</translation>
    </message>
    <message>
        <source>There is nothing before * + ? or { to repeat.</source>
        <translation>* + ? 또는 { 앞에 되풀이할 것이 없습니다.</translation>
    </message>
    <message>
        <source>What follows the backslash means nothing.</source>
        <translation>역슬래시 뒤에 온 것은 뜻이 없습니다.</translation>
    </message>
    <message>
        <source>A range begins behind its end.</source>
        <translation>범위의 시작이 끝보다 뒤에 있습니다.</translation>
    </message>
    <message>
        <source>What follows (? means nothing.</source>
        <translation>(? 뒤에 온 것은 뜻이 없습니다.</translation>
    </message>
    <message>
        <source>This expression is too long or repeats too often.</source>
        <translation>식이 너무 길거나 너무 많이 되풀이합니다.</translation>
    </message>
    <message>
        <source>This expression takes too long. Make it simpler.</source>
        <translation>이 식은 너무 오래 걸립니다. 더 간단하게 쓰세요.</translation>
    </message>
    <message>
        <source>This is not a regular expression.</source>
        <translation>올바른 정규식이 아닙니다.</translation>
    </message>
    <message>
        <source>(character {number})</source>
        <translation>({number}번째 글자)</translation>
    </message>
</context>
<context>
    <name>FileBrowser</name>
    <message>
        <source>Places</source>
        <translation>위치</translation>
    </message>
    <message>
        <source>To the folder above</source>
        <translation>상위 폴더로</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>경로</translation>
    </message>
    <message>
        <source>Files and folders</source>
        <translation>파일과 폴더</translation>
    </message>
    <message>
        <source>Nothing to add in this folder.</source>
        <translation>이 폴더에는 추가할 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>FileDialog</name>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>FilePasswordDialog</name>
    <message>
        <source>This file has a password of its own</source>
        <translation>이 파일에는 자체 비밀번호가 있습니다</translation>
    </message>
    <message>
        <source>The password is kept in the library, encrypted like everything in it, so that the file&apos;s pages can be shown again.</source>
        <translation>비밀번호는 서재 안의 다른 모든 것처럼 암호화되어 서재에 보관됩니다. 그래야 이 파일의 쪽을 다시 보여 줄 수 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more file(s) will be asked about after this one.</source>
        <translation>
            <numerusform>이 파일 다음에 파일 %Ln개를 더 묻습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show the password</source>
        <translation>비밀번호 보이기</translation>
    </message>
    <message>
        <source>Hide the password</source>
        <translation>비밀번호 숨기기</translation>
    </message>
    <message>
        <source>Password of the file</source>
        <translation>파일의 비밀번호</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>이 문서에서 찾기</translation>
    </message>
    <message>
        <source>Exactly as written: capitals and accents count</source>
        <translation>쓰인 그대로: 대소문자와 악센트를 구별</translation>
    </message>
    <message>
        <source>Whole words; in Korean also with particles, in scripts without spaces every place</source>
        <translation>낱말 전체; 한국어는 조사가 붙어도 찾고, 띄어쓰기가 없는 글에서는 모든 곳을 찾음</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>정규식</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>이전 찾은 곳</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>다음 찾은 곳</translation>
    </message>
    <message>
        <source>All places found</source>
        <translation>찾은 곳 모두</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Looking …</source>
        <translation>찾는 중…</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>찾지 못했습니다</translation>
    </message>
    <message>
        <source>{current} of more than {total}</source>
        <translation>{total}개 이상 중 {current}번째</translation>
    </message>
    <message>
        <source>{total} so far</source>
        <translation>지금까지 {total}곳</translation>
    </message>
    <message>
        <source>{current} of {total}</source>
        <translation>{total}개 중 {current}번째</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>All places found</source>
        <translation>찾은 곳 모두</translation>
    </message>
    <message>
        <source>More than {count} places</source>
        <translation>{count}곳 넘음</translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln곳</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>{page}쪽</translation>
    </message>
</context>
<context>
    <name>FindingRow</name>
    <message>
        <source>Show all of them</source>
        <translation>모두 보기</translation>
    </message>
</context>
<context>
    <name>FixedPaging</name>
    <message>
        <source>As wide as the window</source>
        <translation>창 너비에 맞춤</translation>
    </message>
    <message>
        <source>The whole page</source>
        <translation>쪽 전체</translation>
    </message>
    <message>
        <source>As wide as the window, without margins</source>
        <translation>여백 없이 창 너비에 맞춤</translation>
    </message>
    <message>
        <source>The first two pages face each other</source>
        <translation>처음 두 쪽이 마주 봅니다</translation>
    </message>
    <message>
        <source>The first page stands alone</source>
        <translation>첫 쪽이 따로 섭니다</translation>
    </message>
    <message>
        <source>At night: light words on dark pages</source>
        <translation>밤에는 어두운 쪽에 밝은 글자</translation>
    </message>
    <message>
        <source>At night: dimmed pages</source>
        <translation>밤에는 흐린 쪽</translation>
    </message>
    <message>
        <source>At night: pages as they are</source>
        <translation>밤에도 쪽을 그대로</translation>
    </message>
    <message>
        <source>Pages one under the other</source>
        <translation>쪽을 위아래로 잇기</translation>
    </message>
    <message>
        <source>One page at a time</source>
        <translation>한 번에 한 쪽</translation>
    </message>
    <message>
        <source>Two pages side by side</source>
        <translation>두 쪽 나란히</translation>
    </message>
</context>
<context>
    <name>FixedView</name>
    <message>
        <source>Page</source>
        <translation>쪽</translation>
    </message>
</context>
<context>
    <name>FolderDialog</name>
    <message>
        <source>Choose</source>
        <translation>선택</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>Footer</name>
    <message>
        <source>Back to the library</source>
        <translation>서재로 돌아가기</translation>
    </message>
    <message>
        <source>Back to the library (Esc)</source>
        <translation>서재로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Simplified</source>
        <translation>단순하게 표시</translation>
    </message>
    <message>
        <source>Some of it is shown in a simpler way. What?</source>
        <translation>일부를 단순하게 표시했습니다. 무엇인지 보기</translation>
    </message>
    <message>
        <source>Some of it is shown in a simpler way. What? (Ctrl+I)</source>
        <translation>일부를 단순하게 표시했습니다. 무엇인지 보기 (Ctrl+I)</translation>
    </message>
    <message>
        <source>Show the page, or per cent</source>
        <translation>쪽 또는 퍼센트로 보기</translation>
    </message>
    <message>
        <source>Show what is left of the chapter, of all, or nothing</source>
        <translation>이 장에서 남은 것, 전체에서 남은 것, 또는 보이지 않기</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>서재</translation>
    </message>
</context>
<context>
    <name>FoundPanel</name>
    <message>
        <source>All places found</source>
        <translation>찾은 곳 모두</translation>
    </message>
    <message>
        <source>Type what you seek into the bar below the page.</source>
        <translation>찾을 말을 쪽 아래 칸에 입력하세요.</translation>
    </message>
</context>
<context>
    <name>GoToBar</name>
    <message>
        <source>Go to a page or per cent</source>
        <translation>쪽이나 퍼센트로 가기</translation>
    </message>
    <message>
        <source>Page or per cent</source>
        <translation>쪽 또는 퍼센트</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>GoingAbout</name>
    <message>
        <source>Page {page} of the printed book</source>
        <translation>인쇄본 {page}쪽</translation>
    </message>
    <message>
        <source>Page {page} of {count}</source>
        <translation>{count}쪽 중 {page}쪽</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message numerus="yes">
        <source>There are %Ln page(s).</source>
        <translation>
            <numerusform>모두 %Ln쪽입니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no more than 100 %.</source>
        <translation>100%를 넘을 수 없습니다.</translation>
    </message>
    <message>
        <source>No page is called that. They run from {first} to {last}.</source>
        <translation>그런 쪽이 없습니다. {first}부터 {last}까지 있습니다.</translation>
    </message>
    <message>
        <source>Per cent, from 0 to 100</source>
        <translation>퍼센트, 0부터 100까지</translation>
    </message>
    <message>
        <source>A page from {first} to {last}, or per cent</source>
        <translation>{first}부터 {last}까지의 쪽, 또는 퍼센트</translation>
    </message>
    <message>
        <source>Its pages are not counted: type per cent, such as 57 %.</source>
        <translation>쪽을 세지 않는 문서입니다. 57%처럼 퍼센트로 적으세요.</translation>
    </message>
    <message>
        <source>That is neither a page nor per cent.</source>
        <translation>쪽도 퍼센트도 아닙니다.</translation>
    </message>
</context>
<context>
    <name>HealthSection</name>
    <message>
        <source>Health</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>Check everything</source>
        <translation>모두 점검하기</translation>
    </message>
    <message>
        <source>Reads every page of this library and compares what belongs together. Nothing is changed.</source>
        <translation>이 서재의 모든 부분을 읽고 서로 맞는지 비교합니다. 아무것도 바꾸지 않습니다.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>점검</translation>
    </message>
    <message>
        <source>Rebuild the search index</source>
        <translation>검색 색인 다시 만들기</translation>
    </message>
    <message>
        <source>When search does not find what you can see in the text.</source>
        <translation>본문에 보이는 것이 검색되지 않을 때.</translation>
    </message>
    <message>
        <source>Rebuild</source>
        <translation>다시 만들기</translation>
    </message>
    <message>
        <source>Rescue what can be read</source>
        <translation>읽을 수 있는 것 구하기</translation>
    </message>
    <message>
        <source>Copies all that is whole into a new folder and lists what was lost. This one is left as it is.</source>
        <translation>온전한 것을 모두 새 폴더로 복사하고 잃은 것을 알려 줍니다. 지금의 것은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>Rescue…</source>
        <translation>구하기…</translation>
    </message>
    <message>
        <source>Checking the library</source>
        <translation>서재를 점검하는 중</translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>모두 온전합니다.</translation>
    </message>
    <message>
        <source>Every page is as it was written, and nothing is missing.</source>
        <translation>모든 부분이 쓰인 그대로이고 빠진 것이 없습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln thing(s) are not as they should be.</source>
        <translation>
            <numerusform>%Ln가지가 잘못되어 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Before anything else, make a backup of the library as it is.</source>
        <translation>무엇보다 먼저, 지금 그대로의 서재를 백업해 두세요.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>발견된 것</translation>
    </message>
    <message>
        <source>Rebuilding the search index</source>
        <translation>검색 색인을 다시 만드는 중</translation>
    </message>
    <message>
        <source>Until this is done, search finds only part. If you stop, it goes on the next time you open.</source>
        <translation>끝날 때까지는 일부만 검색됩니다. 멈추면 다음에 열 때 이어집니다.</translation>
    </message>
    <message>
        <source>The search index is new.</source>
        <translation>검색 색인을 새로 만들었습니다.</translation>
    </message>
</context>
<context>
    <name>IdleLimit</name>
    <message>
        <source>As the profile has it</source>
        <translation>프로필대로</translation>
    </message>
    <message>
        <source>Counted as nobody there: after {time}</source>
        <translation>자리를 비운 것으로 보는 시간: {time}</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Add</source>
        <translation>추가</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Kind of files</source>
        <translation>파일 종류</translation>
    </message>
    <message>
        <source>PDF files</source>
        <translation>PDF 파일</translation>
    </message>
    <message>
        <source>Web pages</source>
        <translation>웹 페이지</translation>
    </message>
    <message>
        <source>All that can be read</source>
        <translation>읽을 수 있는 모든 파일</translation>
    </message>
    <message>
        <source>Books</source>
        <translation>책</translation>
    </message>
    <message>
        <source>Office documents</source>
        <translation>사무 문서</translation>
    </message>
    <message>
        <source>Texts and tables</source>
        <translation>텍스트와 표</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>전자 우편</translation>
    </message>
    <message>
        <source>Pictures and comics</source>
        <translation>그림과 만화</translation>
    </message>
    <message>
        <source>ZIP archives</source>
        <translation>ZIP 압축 파일</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>모든 파일</translation>
    </message>
    <message>
        <source>Add to the library</source>
        <translation>서재에 추가</translation>
    </message>
    <message>
        <source>Chosen: {count}</source>
        <translation>선택됨: {count}</translation>
    </message>
</context>
<context>
    <name>ImportStrip</name>
    <message>
        <source>Import progress</source>
        <translation>추가 진행률</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop adding files</source>
        <translation>파일 추가 중지</translation>
    </message>
    <message>
        <source>Looking at the files…</source>
        <translation>파일을 살펴보는 중…</translation>
    </message>
    <message>
        <source>Adding {number} of {total}</source>
        <translation>{total}개 중 {number}번째 추가 중</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) added</source>
        <translation>
            <numerusform>문서 %Ln개를 추가했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>중지하는 중…</translation>
    </message>
</context>
<context>
    <name>InformationDialog</name>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>설명</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>What is shown in a simpler way</source>
        <translation>단순하게 표시한 것</translation>
    </message>
    <message>
        <source>They are listed and never opened here.</source>
        <translation>목록만 보여 주며 여기서 열지 않습니다.</translation>
    </message>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… 그 밖에 %Ln개.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files inside it</source>
        <translation>안에 든 파일</translation>
    </message>
    <message>
        <source>Show the article only</source>
        <translation>본문만 보기</translation>
    </message>
    <message>
        <source>Show the whole page</source>
        <translation>전체 페이지 보기</translation>
    </message>
</context>
<context>
    <name>Informing</name>
    <message>
        <source>Reading the saved page again…</source>
        <translation>저장한 페이지를 다시 읽는 중…</translation>
    </message>
</context>
<context>
    <name>Jumps</name>
    <message>
        <source>Where you came from</source>
        <translation>지나온 곳</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>{page}쪽</translation>
    </message>
</context>
<context>
    <name>JumpsPanel</name>
    <message>
        <source>Where you came from</source>
        <translation>지나온 곳</translation>
    </message>
    <message>
        <source>Nowhere yet: places that you jump from are listed here.</source>
        <translation>아직 없습니다. 건너뛰기 전에 있던 곳이 여기에 나옵니다.</translation>
    </message>
</context>
<context>
    <name>KeyChoice</name>
    <message>
        <source>This program uses {key} for something else. Press another key.</source>
        <translation>{key} 키는 이 프로그램이 다른 일에 씁니다. 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>Many systems keep a picture of the screen when this key is pressed. Press another one.</source>
        <translation>이 키를 누르면 화면을 그림으로 남기는 시스템이 많습니다. 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>This key is held together with others, and would hide everything by mistake. Press another one.</source>
        <translation>이 키는 다른 키와 함께 눌러 쓰기 때문에 실수로 모두 숨기게 됩니다. 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>This key has work of its own. Press a function key, Pause, Scroll Lock, Insert or the right Ctrl.</source>
        <translation>이 키는 따로 하는 일이 있습니다. 기능 키(F1~F12), Pause, Scroll Lock, Insert, 오른쪽 Ctrl 가운데 하나를 누르세요.</translation>
    </message>
</context>
<context>
    <name>KeyFileDialog</name>
    <message>
        <source>There are no files in this folder.</source>
        <translation>이 폴더에는 파일이 없습니다.</translation>
    </message>
    <message>
        <source>Which file is the key?</source>
        <translation>어느 파일을 키로 쓸까요?</translation>
    </message>
</context>
<context>
    <name>KeyFileRow</name>
    <message>
        <source>Use a key file…</source>
        <translation>키 파일 사용…</translation>
    </message>
    <message>
        <source>Make one…</source>
        <translation>새로 만들기…</translation>
    </message>
    <message>
        <source>Make a key file…</source>
        <translation>키 파일 만들기…</translation>
    </message>
    <message>
        <source>Don&apos;t use the key file</source>
        <translation>키 파일 사용하지 않기</translation>
    </message>
    <message>
        <source>Key file: {name}</source>
        <translation>키 파일: {name}</translation>
    </message>
</context>
<context>
    <name>KeyJudgement</name>
    <message>
        <source>This key is held together with others. Press one with it.</source>
        <translation>다른 키와 함께 누르는 키입니다. 함께 누를 키도 누르세요.</translation>
    </message>
    <message>
        <source>{key} hides everything, and nothing else can be put on it.</source>
        <translation>{key} 키는 모든 것을 숨기며, 다른 일에 쓸 수 없습니다.</translation>
    </message>
    <message>
        <source>{key} locks the library, wherever you are.</source>
        <translation>{key} 키는 어디서나 서재를 잠급니다.</translation>
    </message>
    <message>
        <source>{key} shows all keys, wherever you are.</source>
        <translation>{key} 키는 어디서나 모든 단축키를 보여 줍니다.</translation>
    </message>
    <message>
        <source>{key} opens the settings, wherever you are.</source>
        <translation>{key} 키는 어디서나 설정을 엽니다.</translation>
    </message>
    <message>
        <source>{key} fills the screen.</source>
        <translation>{key} 키는 화면을 가득 채웁니다.</translation>
    </message>
    <message>
        <source>{key} leads out of whatever is open, and stays that.</source>
        <translation>{key} 키는 열려 있는 것에서 나오는 키이며, 바꿀 수 없습니다.</translation>
    </message>
    <message>
        <source>{key} leads from one button to the next.</source>
        <translation>{key} 키는 다음 단추로 옮겨 갑니다.</translation>
    </message>
    <message>
        <source>{key} presses the button that you are on.</source>
        <translation>{key} 키는 지금 있는 단추를 누릅니다.</translation>
    </message>
    <message>
        <source>{key} moves the text. Press it with Ctrl or Alt, or another key.</source>
        <translation>{key} 키는 글을 움직입니다. Ctrl이나 Alt와 함께 누르거나 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>{key} selects text. Press another key.</source>
        <translation>{key} 키는 글을 선택합니다. 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>Most systems keep {key} for themselves. Press another key.</source>
        <translation>{key} 키는 대개 시스템이 씁니다. 다른 키를 누르세요.</translation>
    </message>
    <message>
        <source>{key} means that already.</source>
        <translation>{key} 키는 이미 그 일을 합니다.</translation>
    </message>
    <message>
        <source>{key} is free.</source>
        <translation>{key} 키는 비어 있습니다.</translation>
    </message>
    <message>
        <source>{key} means “{action}” now, and would no longer.</source>
        <translation>{key} 키는 지금 ‘{action}’입니다. 쓰면 그 뜻은 없어집니다.</translation>
    </message>
    <message>
        <source>{key} is free. While you write in a field, it writes.</source>
        <translation>{key} 키는 비어 있습니다. 입력란에서는 글자를 씁니다.</translation>
    </message>
    <message>
        <source>{key} is free. In a field it changes what is written there.</source>
        <translation>{key} 키는 비어 있습니다. 입력란에서는 쓴 글을 고칩니다.</translation>
    </message>
    <message>
        <source>{key} is free here. In the library it means something else.</source>
        <translation>{key} 키는 여기서는 비어 있습니다. 서재에서는 다른 일을 합니다.</translation>
    </message>
</context>
<context>
    <name>KeyboardHints</name>
    <message>
        <source>Typing 한글</source>
        <translation>한글 입력 중</translation>
    </message>
    <message>
        <source>Typing 漢字</source>
        <translation>漢字 입력 중</translation>
    </message>
    <message>
        <source>Typing かな</source>
        <translation>かな 입력 중</translation>
    </message>
    <message>
        <source>Typing عربي</source>
        <translation>عربي 입력 중</translation>
    </message>
    <message>
        <source>Typing עברית</source>
        <translation>עברית 입력 중</translation>
    </message>
    <message>
        <source>Typing кириллица</source>
        <translation>кириллица 입력 중</translation>
    </message>
    <message>
        <source>Typing ελληνικά</source>
        <translation>ελληνικά 입력 중</translation>
    </message>
    <message>
        <source>Typing ไทย</source>
        <translation>ไทย 입력 중</translation>
    </message>
    <message>
        <source>Typing བོད་ཡིག</source>
        <translation>བོད་ཡིག 입력 중</translation>
    </message>
    <message>
        <source>Typing ABC</source>
        <translation>ABC 입력 중</translation>
    </message>
    <message>
        <source>Caps Lock is on</source>
        <translation>Caps Lock이 켜져 있습니다</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Hide and come back</source>
        <translation>숨기기와 돌아오기</translation>
    </message>
    <message>
        <source>In the library</source>
        <translation>서재에서</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>Hide everything at once</source>
        <translation>모두 한 번에 숨기기</translation>
    </message>
    <message>
        <source>The same: Shift three times, with nothing in between</source>
        <translation>같은 동작: 다른 키 없이 Shift를 세 번 누르기</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>동작이나 키 찾기</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Moving the text</source>
        <translation>글 움직이기</translation>
    </message>
    <message>
        <source>Hide everything at once: Shift three times, with nothing in between</source>
        <translation>한 번에 모두 숨기기: 다른 키 없이 Shift를 세 번 누르기</translation>
    </message>
    <message>
        <source>Come back: in the notepad, hold Ctrl and tap the full stop</source>
        <translation>돌아오기: 메모장에서 Ctrl을 누른 채 마침표를 세 번 누르기</translation>
    </message>
    <message>
        <source>After hiding, wait three seconds before you come back</source>
        <translation>숨긴 뒤에는 3초를 기다렸다가 돌아오기</translation>
    </message>
    <message>
        <source>Lock, and ask for the passphrase again</source>
        <translation>잠그고 암호문을 다시 묻기</translation>
    </message>
    <message>
        <source>Search in everything</source>
        <translation>모든 문서에서 검색</translation>
    </message>
    <message>
        <source>From the search to the list</source>
        <translation>검색에서 목록으로</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>파일 추가</translation>
    </message>
    <message>
        <source>Information about the document, also while reading</source>
        <translation>문서 정보, 읽는 동안에도</translation>
    </message>
    <message>
        <source>Delete what is selected</source>
        <translation>고른 문서 삭제</translation>
    </message>
    <message>
        <source>Leave the search</source>
        <translation>검색 끝내기</translation>
    </message>
    <message>
        <source>Settings; Esc leads back</source>
        <translation>설정, Esc로 돌아가기</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>이 도움말</translation>
    </message>
    <message>
        <source>Full screen, also while reading, and back</source>
        <translation>전체 화면(읽는 중에도), 다시 누르면 원래대로</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>스페이스</translation>
    </message>
    <message>
        <source>On, and back, by one view</source>
        <translation>한 화면 앞으로, 뒤로</translation>
    </message>
    <message>
        <source>By lines; the ruler and the shade go with them</source>
        <translation>줄 단위로, 읽기 자와 가림막도 함께</translation>
    </message>
    <message>
        <source>To the beginning, to the end</source>
        <translation>처음으로, 끝으로</translation>
    </message>
    <message>
        <source>Select text</source>
        <translation>글 선택</translation>
    </message>
</context>
<context>
    <name>KeysHead</name>
    <message>
        <source>Keys while reading</source>
        <translation>읽는 동안의 단축키</translation>
    </message>
    <message>
        <source>Letters are meant by their place on the keyboard where your layout has others. What you choose is kept in the library.</source>
        <translation>자판 배열에 다른 글자가 있으면 자판의 자리로 알아듣습니다. 고른 것은 서재 안에 보관됩니다.</translation>
    </message>
    <message>
        <source>Find an action or a key</source>
        <translation>동작이나 키 찾기</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>All keys as they came</source>
        <translation>모든 단축키를 처음대로</translation>
    </message>
    <message>
        <source>What you have chosen on this page goes.</source>
        <translation>이 페이지에서 고른 것이 없어집니다.</translation>
    </message>
    <message>
        <source>Put back</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Your choice could not be kept. It holds until the library is closed.</source>
        <translation>고른 것을 보관하지 못했습니다. 서재를 닫을 때까지만 쓰입니다.</translation>
    </message>
</context>
<context>
    <name>KeysPage</name>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>KeysSection</name>
    <message>
        <source>Keys and commands</source>
        <translation>키와 명령</translation>
    </message>
    <message>
        <source>Change the panic key</source>
        <translation>숨기기 키 바꾸기</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>Panic key</source>
        <translation>숨기기 키</translation>
    </message>
    <message>
        <source>Shift tapped three times, quickly and with nothing between</source>
        <translation>다른 키 없이 Shift를 빠르게 세 번 두드림</translation>
    </message>
    <message>
        <source>A window of the library is closed</source>
        <translation>서재의 창을 닫음</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>여기서 작동합니다</translation>
    </message>
    <message>
        <source>The command {command}, from you or from another tool</source>
        <translation>직접 또는 다른 도구가 실행한 명령 {command}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>Does not work here: nobody answers. Start the program again.</source>
        <translation>여기서 작동하지 않습니다. 응답이 없습니다. 프로그램을 다시 시작하세요.</translation>
    </message>
    <message>
        <source>Shift tapped three times hides everything, whatever is open and however busy the program is.</source>
        <translation>무엇이 열려 있든 프로그램이 얼마나 바쁘든, Shift를 세 번 두드리면 모든 것이 숨겨집니다.</translation>
    </message>
    <message>
        <source>{key} hides everything, whatever is open and however busy the program is. So does Shift tapped three times.</source>
        <translation>무엇이 열려 있든 프로그램이 얼마나 바쁘든, {key} 키를 누르면 모든 것이 숨겨집니다. Shift를 세 번 두드려도 같습니다.</translation>
    </message>
    <message>
        <source>{key} hides everything, whatever is open and however busy the program is.</source>
        <translation>무엇이 열려 있든 프로그램이 얼마나 바쁘든, {key} 키를 누르면 모든 것이 숨겨집니다.</translation>
    </message>
    <message>
        <source>It is the same at the prompt.</source>
        <translation>암호문을 묻는 창에서도 같습니다.</translation>
    </message>
    <message>
        <source>What you choose is kept inside the library. So at the prompt {key} and Shift tapped three times always work; what you have chosen works there too once the library has been open since the program was started.</source>
        <translation>고른 키는 서재 안에 보관됩니다. 그래서 암호문을 묻는 창에서는 {key} 키와 Shift 세 번 두드리기가 언제나 작동하고, 고른 키는 프로그램을 시작한 뒤 서재를 한 번 연 다음부터 그 창에서도 작동합니다.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Panic key: {key}</source>
        <translation>숨기기 키: {key}</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>The panic key {key} is pressed</source>
        <translation>숨기기 키 {key} 누름</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>끄기</translation>
    </message>
    <message>
        <source>Switch on</source>
        <translation>켜기</translation>
    </message>
    <message>
        <source>There is no panic key, so this stays on.</source>
        <translation>숨기기 키가 없으므로 이것은 켜 두어야 합니다.</translation>
    </message>
    <message>
        <source>Works here, in every window of every program</source>
        <translation>여기서, 모든 프로그램의 모든 창에서 작동합니다</translation>
    </message>
</context>
<context>
    <name>Lines</name>
    <message numerus="yes">
        <source>… and %Ln more.</source>
        <translation>
            <numerusform>… 그 밖에 %Ln개.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ListArea</name>
    <message>
        <source>Documents</source>
        <translation>문서</translation>
    </message>
    <message>
        <source>Your library is empty, and ready.</source>
        <translation>서재가 준비되었습니다. 아직 비어 있습니다.</translation>
    </message>
    <message>
        <source>Add books, texts, letters, web pages, PDF files or pictures, or drop them here. All is kept encrypted.</source>
        <translation>책, 텍스트, 문서, 웹 페이지, PDF 파일, 그림을 추가하거나 여기로 끌어다 놓으세요. 모두 암호화하여 보관합니다.</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Nothing found.</source>
        <translation>찾은 것이 없습니다.</translation>
    </message>
    <message>
        <source>Try fewer or shorter words. Escape leaves the search.</source>
        <translation>낱말을 줄이거나 더 짧게 입력해 보세요. Esc를 누르면 검색을 마칩니다.</translation>
    </message>
    <message>
        <source>Nothing here yet.</source>
        <translation>아직 아무것도 없습니다.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>삭제…</translation>
    </message>
</context>
<context>
    <name>LongTask</name>
    <message>
        <source>Copying…</source>
        <translation>복사하는 중…</translation>
    </message>
    <message>
        <source>Reading the copy back…</source>
        <translation>사본을 다시 읽는 중…</translation>
    </message>
</context>
<context>
    <name>MakeKeyFileDialog</name>
    <message>
        <source>Name of the key file</source>
        <translation>키 파일 이름</translation>
    </message>
    <message>
        <source>Make it</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>A small file of random bytes. A stick of its own is a good place; beside the library it protects nothing. Copy it to a second place: nothing can replace it.</source>
        <translation>무작위 바이트로 된 작은 파일입니다. 따로 둔 USB 메모리가 좋은 자리이고, 서재 곁에 두면 아무것도 지켜 주지 못합니다. 다른 곳에도 하나 복사해 두십시오. 이 파일을 대신할 수 있는 것은 없습니다.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Where should the key file be?</source>
        <translation>키 파일을 어디에 둘까요?</translation>
    </message>
    <message>
        <source>That is the folder of a library. A key beside its lock protects nothing: choose another.</source>
        <translation>서재가 들어 있는 폴더입니다. 자물쇠 곁에 둔 열쇠는 아무것도 지켜 주지 못합니다. 다른 폴더를 선택해 주세요.</translation>
    </message>
    <message>
        <source>There is a file of this name already. Choose another name, so that nothing is overwritten.</source>
        <translation>같은 이름의 파일이 이미 있습니다. 덮어쓰지 않도록 다른 이름을 골라 주세요.</translation>
    </message>
</context>
<context>
    <name>MarkCard</name>
    <message>
        <source>Mark</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>Copy its words</source>
        <translation>표시한 글 복사</translation>
    </message>
    <message>
        <source>Remove the mark (Del)</source>
        <translation>표시 지우기 (Del)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Its place was not found in this text.</source>
        <translation>이 글에서 제자리를 찾지 못했습니다.</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>Tags, with commas between</source>
        <translation>태그 (쉼표로 구분)</translation>
    </message>
    <message>
        <source>Name of the bookmark</source>
        <translation>책갈피 이름</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>메모 쓰기</translation>
    </message>
    <message>
        <source>Tag {tag}</source>
        <translation>태그 {tag}</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>노랑</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>초록</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>파랑</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>분홍</translation>
    </message>
</context>
<context>
    <name>MarkDeeds</name>
    <message>
        <source>There is nothing to take back.</source>
        <translation>되돌릴 것이 없습니다.</translation>
    </message>
    <message>
        <source>The mark is removed.</source>
        <translation>표시를 지웠습니다.</translation>
    </message>
    <message>
        <source>The marks are removed.</source>
        <translation>표시들을 지웠습니다.</translation>
    </message>
    <message>
        <source>First select some words, or click into a sentence.</source>
        <translation>먼저 글을 선택하거나 문장을 클릭하세요.</translation>
    </message>
</context>
<context>
    <name>MarkExchange</name>
    <message numerus="yes">
        <source>%Ln marks were added.</source>
        <translation>
            <numerusform>표시 %Ln개를 추가했습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks were there already and took on a note or a tag.</source>
        <translation>
            <numerusform>이미 있던 표시 %Ln개에 메모나 태그를 더했습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks were there already.</source>
        <translation>
            <numerusform>표시 %Ln개는 이미 있었습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks did not find their words in this text. They are in the list as lost places.</source>
        <translation>
            <numerusform>표시 %Ln개는 이 글에서 자리를 찾지 못했습니다. 목록에 잃은 자리로 남아 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks belong to other documents and were left out.</source>
        <translation>
            <numerusform>표시 %Ln개는 다른 문서의 것이라 넣지 않았습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>가져왔습니다</translation>
    </message>
    <message>
        <source>Nothing fits this document</source>
        <translation>이 문서에 맞는 것이 없습니다</translation>
    </message>
    <message>
        <source>The file holds no marks.</source>
        <translation>파일에 표시가 없습니다.</translation>
    </message>
    <message>
        <source>Not imported</source>
        <translation>가져오지 못했습니다</translation>
    </message>
</context>
<context>
    <name>MarkExports</name>
    <message>
        <source>Where should the file be?</source>
        <translation>파일을 어디에 둘까요?</translation>
    </message>
    <message>
        <source>There are no marks</source>
        <translation>표시가 없습니다</translation>
    </message>
    <message>
        <source>Nothing was written.</source>
        <translation>아무것도 쓰지 않았습니다.</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>내보냈습니다</translation>
    </message>
    <message numerus="yes">
        <source>%Ln marks were written, not encrypted, to:</source>
        <translation>
            <numerusform>표시 %Ln개를 암호화하지 않은 채 여기에 썼습니다:</numerusform>
        </translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>내보내지 못했습니다</translation>
    </message>
</context>
<context>
    <name>MarkLists</name>
    <message>
        <source>Bookmarks</source>
        <translation>책갈피</translation>
    </message>
    <message>
        <source>Marks and notes</source>
        <translation>표시와 메모</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>page {page}</source>
        <translation>{page}쪽</translation>
    </message>
</context>
<context>
    <name>MarkModel</name>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
</context>
<context>
    <name>MarkWords</name>
    <message>
        <source>Bookmark</source>
        <translation>책갈피</translation>
    </message>
    <message>
        <source>Yellow highlight</source>
        <translation>노랑 강조</translation>
    </message>
    <message>
        <source>Green highlight</source>
        <translation>초록 강조</translation>
    </message>
    <message>
        <source>Blue highlight</source>
        <translation>파랑 강조</translation>
    </message>
    <message>
        <source>Pink highlight</source>
        <translation>분홍 강조</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>The change was not kept.</source>
        <translation>바꾼 것이 저장되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>MarksExportDialog</name>
    <message>
        <source>Name of the file</source>
        <translation>파일 이름</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>폴더 선택…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Export marks and notes</source>
        <translation>표시와 메모 내보내기</translation>
    </message>
    <message>
        <source>The file is not called after the document: a title in a folder’s list, or in another program’s list of recent files, is read without opening anything.</source>
        <translation>파일 이름에는 문서 제목을 쓰지 않습니다. 폴더 목록이나 다른 프로그램의 최근 파일 목록에 보이는 제목은 아무것도 열지 않고도 읽힙니다.</translation>
    </message>
    <message>
        <source>What is exported is not encrypted. Whoever finds the file reads which documents you have, what you marked in them and what you wrote. Deleting it later may not remove it from the disk.</source>
        <translation>내보낸 것은 암호화되지 않습니다. 파일을 찾은 사람은 어떤 문서를 가지고 있는지, 무엇을 표시했고 무엇을 적었는지 읽을 수 있습니다. 나중에 지워도 디스크에서 없어지지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>Markdown
for text editors</source>
        <translation>Markdown
텍스트 편집기용</translation>
    </message>
    <message>
        <source>HTML
for browsers, printing</source>
        <translation>HTML
브라우저와 인쇄용</translation>
    </message>
    <message>
        <source>JSON
to take in again</source>
        <translation>JSON
다시 가져오기용</translation>
    </message>
</context>
<context>
    <name>MarksFileDialog</name>
    <message>
        <source>Which file of marks? It is one that was exported as JSON.</source>
        <translation>어느 표시 파일인가요? JSON으로 내보낸 파일입니다.</translation>
    </message>
    <message>
        <source>There are no JSON files in this folder.</source>
        <translation>이 폴더에는 JSON 파일이 없습니다.</translation>
    </message>
</context>
<context>
    <name>MarksPanel</name>
    <message>
        <source>Words, notes or tags</source>
        <translation>글, 메모, 태그</translation>
    </message>
    <message>
        <source>Lost place</source>
        <translation>잃은 자리</translation>
    </message>
    <message>
        <source>None of the marks is like that.</source>
        <translation>그런 표시가 없습니다.</translation>
    </message>
    <message>
        <source>No bookmarks yet. B sets one where you read.</source>
        <translation>아직 책갈피가 없습니다. 읽는 자리에서 B를 누르면 꽂힙니다.</translation>
    </message>
    <message>
        <source>No marks yet. Select some words and press 1 to 4, or N for a note.</source>
        <translation>아직 표시가 없습니다. 글을 선택하고 1~4를, 메모는 N을 누르세요.</translation>
    </message>
    <message>
        <source>Only with a note</source>
        <translation>메모가 있는 것만</translation>
    </message>
    <message>
        <source>Only lost places</source>
        <translation>잃은 자리만</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>태그</translation>
    </message>
    <message>
        <source>Any tag</source>
        <translation>모든 태그</translation>
    </message>
    <message>
        <source>By place in the text</source>
        <translation>글 순서로</translation>
    </message>
    <message>
        <source>Last changed first</source>
        <translation>최근에 바꾼 순서로</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>내보내기…</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>가져오기…</translation>
    </message>
    <message>
        <source>Highlights and bookmarks</source>
        <translation>강조와 책갈피</translation>
    </message>
    <message>
        <source>Highlights</source>
        <translation>강조</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>책갈피</translation>
    </message>
    <message>
        <source>Only yellow ones</source>
        <translation>노랑만</translation>
    </message>
    <message>
        <source>Only green ones</source>
        <translation>초록만</translation>
    </message>
    <message>
        <source>Only blue ones</source>
        <translation>파랑만</translation>
    </message>
    <message>
        <source>Only pink ones</source>
        <translation>분홍만</translation>
    </message>
    <message>
        <source>Narrow, sort, export</source>
        <translation>추리기, 순서, 내보내기</translation>
    </message>
</context>
<context>
    <name>NewCredential</name>
    <message>
        <source>Passphrase</source>
        <translation>암호문</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>한 번 더 입력</translation>
    </message>
    <message>
        <source>Hide suggestion</source>
        <translation>제안 닫기</translation>
    </message>
    <message>
        <source>Suggest one…</source>
        <translation>제안받기…</translation>
    </message>
    <message>
        <source>From now on this very file is needed. If one byte of it changes, or it is lost, nobody can open the library with it again: keep a copy elsewhere. Without a passphrase, whoever has the file gets in.</source>
        <translation>이제부터 바로 이 파일이 있어야 합니다. 한 바이트라도 바뀌거나 파일을 잃어버리면 누구도 이것으로 서재를 다시 열 수 없으니, 다른 곳에도 복사해 두십시오. 암호문을 함께 쓰지 않으면 이 파일을 가진 사람은 누구나 들어옵니다.</translation>
    </message>
    <message>
        <source>The two are not the same. Type both once more, or look at them with “show”.</source>
        <translation>두 입력이 서로 다릅니다. 둘 다 다시 입력하거나 “보기”로 확인해 주세요.</translation>
    </message>
</context>
<context>
    <name>NewLibraryFlow</name>
    <message>
        <source>It may be what opens this library now.</source>
        <translation>지금 이 서재를 여는 것과 같아도 됩니다.</translation>
    </message>
    <message>
        <source>Compacting</source>
        <translation>줄이는 중</translation>
    </message>
    <message>
        <source>It may be what opens this library now. Only this library is rescued, not the other.</source>
        <translation>지금 이 서재를 여는 것과 같아도 됩니다. 이 서재만 구하고 다른 서재는 구하지 않습니다.</translation>
    </message>
    <message>
        <source>Rescuing what can be read</source>
        <translation>읽을 수 있는 것을 구하는 중</translation>
    </message>
    <message>
        <source>What shall open the new folder?</source>
        <translation>새 폴더를 무엇으로 열까요?</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Where should the new folder be?</source>
        <translation>새 폴더를 어디에 둘까요?</translation>
    </message>
    <message>
        <source>You can stop at any time; then nothing is left of the new folder.</source>
        <translation>언제든 멈출 수 있으며, 그러면 새 폴더는 남지 않습니다.</translation>
    </message>
    <message>
        <source>The new folder is ready.</source>
        <translation>새 폴더가 준비되었습니다.</translation>
    </message>
    <message>
        <source>The old one stays where it is. Once you have seen that the new one opens, come back to it and erase it: as long as it is there, everything is in both.</source>
        <translation>이전 폴더는 제자리에 있습니다. 새 폴더가 열리는 것을 확인한 다음 이전 폴더로 돌아와 지우세요. 그것이 있는 동안은 모든 것이 양쪽에 있습니다.</translation>
    </message>
    <message>
        <source>What was lost</source>
        <translation>잃은 것</translation>
    </message>
    <message>
        <source>Use the new one from now on</source>
        <translation>앞으로 새 폴더 쓰기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln document(s) are in it.</source>
        <translation>
            <numerusform>문서 %Ln개가 들어 있습니다.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %Ln document(s) something was lost:</source>
        <translation>
            <numerusform>문서 %Ln개에서 잃은 것이 있습니다:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NotePopover</name>
    <message>
        <source>Note</source>
        <translation>주석</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>그곳으로 가기</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>NotesCover</name>
    <message>
        <source>Note deleted.</source>
        <translation>메모를 삭제했습니다.</translation>
    </message>
    <message>
        <source>The note could not be saved. Is the disk full?</source>
        <translation>메모를 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>실행 취소</translation>
    </message>
</context>
<context>
    <name>NotesEditor</name>
    <message>
        <source>Note</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>Write something…</source>
        <translation>내용을 입력하세요…</translation>
    </message>
</context>
<context>
    <name>NotesSide</name>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Find in notes</source>
        <translation>메모에서 찾기</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>메모</translation>
    </message>
    <message>
        <source>New note (Ctrl+N)</source>
        <translation>새 메모 (Ctrl+N)</translation>
    </message>
    <message>
        <source>Delete note</source>
        <translation>메모 삭제</translation>
    </message>
    <message>
        <source>New note</source>
        <translation>새 메모</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>OpenDesk</name>
    <message>
        <source>Your choice could not be kept, and what held before still does.</source>
        <translation>선택한 것을 저장하지 못했습니다. 전에 쓰던 설정이 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>{host}, written “{written}”</source>
        <translation>{host}(“{written}”로 쓰임)</translation>
    </message>
    <message>
        <source>This link leads out, to {host}, where it would be seen. It was not opened: {address}</source>
        <translation>이 링크는 바깥의 {host}(으)로 이어지며, 열면 남에게 드러날 수 있습니다. 열지 않았습니다: {address}</translation>
    </message>
    <message>
        <source>Delete “{title}”?</source>
        <translation>“{title}” 문서를 삭제할까요?</translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln document(s)?</source>
        <translation>
            <numerusform>문서 %Ln개를 삭제할까요?</numerusform>
        </translation>
    </message>
    <message>
        <source>The text goes, and with it where you stopped and what you marked. This can&apos;t be undone.</source>
        <translation>본문과 함께 읽던 위치와 표시해 둔 내용도 사라집니다. 되돌릴 수 없습니다.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>삭제</translation>
    </message>
</context>
<context>
    <name>OutcomeDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>The program looks for the library in its usual places and remembers no other, so that nobody can read it off this computer. Note this command: it starts the program with the new one.</source>
        <translation>프로그램은 서재를 정해진 자리에서만 찾고 다른 자리는 기억하지 않으므로, 이 컴퓨터에서 아무도 알아낼 수 없습니다. 다음 명령을 적어 두십시오. 프로그램을 새 폴더와 함께 시작합니다.</translation>
    </message>
    <message>
        <source>Command that opens this library</source>
        <translation>이 서재를 여는 명령</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>Contents</source>
        <translation>차례</translation>
    </message>
    <message>
        <source>Find a chapter</source>
        <translation>장 찾기</translation>
    </message>
</context>
<context>
    <name>PaceSection</name>
    <message>
        <source>Your reading speed</source>
        <translation>읽는 빠르기</translation>
    </message>
    <message>
        <source>Keep your reading speed</source>
        <translation>읽는 빠르기 간직하기</translation>
    </message>
    <message>
        <source>How long pages stay open tells how long the rest takes you. Only the speed is kept, for each language, inside the library: not what was read, nor when. Without it, the time left is that of most readers.</source>
        <translation>쪽이 얼마나 오래 펼쳐져 있었는지로 나머지를 읽는 데 걸릴 시간을 짐작합니다. 언어마다 빠르기만 서재 안에 간직하며, 무엇을 언제 읽었는지는 간직하지 않습니다. 끄면 보통 사람의 빠르기로 남은 시간을 보입니다.</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>읽는 빠르기 지우기</translation>
    </message>
    <message>
        <source>It is measured anew from then on.</source>
        <translation>그때부터 다시 잽니다.</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>지우기</translation>
    </message>
    <message>
        <source>Do not keep it</source>
        <translation>간직하지 않기</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>간직하기</translation>
    </message>
</context>
<context>
    <name>PageActions</name>
    <message>
        <source>Going about</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Finding and looking up</source>
        <translation>찾기와 사전</translation>
    </message>
    <message>
        <source>Marking</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>How the page looks</source>
        <translation>페이지 모양</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>듣기</translation>
    </message>
    <message>
        <source>Quiet and privacy</source>
        <translation>집중과 가리기</translation>
    </message>
    <message>
        <source>The page</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Back to the library</source>
        <translation>서재로 돌아가기</translation>
    </message>
    <message>
        <source>Contents</source>
        <translation>차례</translation>
    </message>
    <message>
        <source>Small pages</source>
        <translation>작은 쪽</translation>
    </message>
    <message>
        <source>Go to a page or per cent</source>
        <translation>쪽이나 퍼센트로 가기</translation>
    </message>
    <message>
        <source>Back from a jump</source>
        <translation>이동하기 전 자리로</translation>
    </message>
    <message>
        <source>Forward again</source>
        <translation>다시 앞으로</translation>
    </message>
    <message>
        <source>Where you came from</source>
        <translation>지나온 곳</translation>
    </message>
    <message>
        <source>Next chapter</source>
        <translation>다음 장</translation>
    </message>
    <message>
        <source>Previous chapter</source>
        <translation>이전 장</translation>
    </message>
    <message>
        <source>Bookmark here, or no longer</source>
        <translation>여기에 책갈피 꽂기 또는 빼기</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>책갈피</translation>
    </message>
    <message>
        <source>Find in this document</source>
        <translation>이 문서에서 찾기</translation>
    </message>
    <message>
        <source>Next place found</source>
        <translation>다음 찾은 곳</translation>
    </message>
    <message>
        <source>Previous place found</source>
        <translation>이전 찾은 곳</translation>
    </message>
    <message>
        <source>All places found</source>
        <translation>찾은 곳 모두</translation>
    </message>
    <message>
        <source>Look the word up in dictionaries</source>
        <translation>사전에서 낱말 찾기</translation>
    </message>
    <message>
        <source>Where else the word stands</source>
        <translation>이 낱말이 나오는 다른 곳</translation>
    </message>
    <message>
        <source>Highlight in yellow</source>
        <translation>노랑으로 강조</translation>
    </message>
    <message>
        <source>Highlight in green</source>
        <translation>초록으로 강조</translation>
    </message>
    <message>
        <source>Highlight in blue</source>
        <translation>파랑으로 강조</translation>
    </message>
    <message>
        <source>Highlight in pink</source>
        <translation>분홍으로 강조</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>메모 쓰기</translation>
    </message>
    <message>
        <source>Remove the mark</source>
        <translation>표시 지우기</translation>
    </message>
    <message>
        <source>Marks and notes</source>
        <translation>표시와 메모</translation>
    </message>
    <message>
        <source>Next mark</source>
        <translation>다음 표시</translation>
    </message>
    <message>
        <source>Previous mark</source>
        <translation>이전 표시</translation>
    </message>
    <message>
        <source>Take the last change of a mark back</source>
        <translation>표시의 마지막 변경 되돌리기</translation>
    </message>
    <message>
        <source>Copy, for half a minute</source>
        <translation>복사 (30초 동안)</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>모두 선택</translation>
    </message>
    <message>
        <source>Typeface, size and lines</source>
        <translation>글꼴, 크기, 줄 간격</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>크게</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>작게</translation>
    </message>
    <message>
        <source>As large as it was</source>
        <translation>원래 크기로</translation>
    </message>
    <message>
        <source>Scroll, turn pages, or two at a time</source>
        <translation>스크롤, 쪽 넘김, 두 쪽씩</translation>
    </message>
    <message>
        <source>The next colours</source>
        <translation>다음 색</translation>
    </message>
    <message>
        <source>Fit the width, the page or the text</source>
        <translation>너비, 쪽, 본문에 맞추기</translation>
    </message>
    <message>
        <source>Turn the pages to the right</source>
        <translation>쪽을 오른쪽으로 돌리기</translation>
    </message>
    <message>
        <source>First page alone, as a cover</source>
        <translation>첫 쪽을 표지처럼 따로</translation>
    </message>
    <message>
        <source>White pages at night: turned dark, dimmed or white</source>
        <translation>밤의 흰 쪽: 어둡게 뒤집기, 흐리게, 그대로</translation>
    </message>
    <message>
        <source>Turn the pages to the left</source>
        <translation>쪽을 왼쪽으로 돌리기</translation>
    </message>
    <message>
        <source>Read aloud, or pause</source>
        <translation>소리 내어 읽기 또는 멈춤</translation>
    </message>
    <message>
        <source>Stop reading aloud</source>
        <translation>소리 내어 읽기 끝내기</translation>
    </message>
    <message>
        <source>Hear the sentence before</source>
        <translation>앞 문장 듣기</translation>
    </message>
    <message>
        <source>Hear the next sentence</source>
        <translation>다음 문장 듣기</translation>
    </message>
    <message>
        <source>Speak slower</source>
        <translation>더 느리게 읽기</translation>
    </message>
    <message>
        <source>Speak faster</source>
        <translation>더 빠르게 읽기</translation>
    </message>
    <message>
        <source>Discreet text, and back</source>
        <translation>눈에 띄지 않는 글, 그리고 되돌리기</translation>
    </message>
    <message>
        <source>Show only the lines at the pointer</source>
        <translation>포인터 둘레의 줄만 보이기</translation>
    </message>
    <message>
        <source>Reading ruler</source>
        <translation>읽기 자</translation>
    </message>
    <message>
        <source>More lines in the ruler or the shade</source>
        <translation>읽기 자나 가림막의 줄 늘리기</translation>
    </message>
    <message>
        <source>Fewer lines in the ruler or the shade</source>
        <translation>읽기 자나 가림막의 줄 줄이기</translation>
    </message>
    <message>
        <source>Show the tools, or hide them</source>
        <translation>도구 보이기 또는 숨기기</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>정보</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>Move a caret with the arrows</source>
        <translation>화살표로 커서 움직이기</translation>
    </message>
    <message>
        <source>Open what the caret stands on</source>
        <translation>커서가 있는 것 열기</translation>
    </message>
</context>
<context>
    <name>PageLabels</name>
    <message>
        <source>Page {page} of {count}</source>
        <translation>{count}쪽 중 {page}쪽</translation>
    </message>
    <message>
        <source>Page {label} ({page} of {count})</source>
        <translation>{label}쪽({count}쪽 중 {page}번째)</translation>
    </message>
</context>
<context>
    <name>PageNarrator</name>
    <message>
        <source>Page</source>
        <translation>쪽</translation>
    </message>
</context>
<context>
    <name>PageTools</name>
    <message>
        <source>Everything else</source>
        <translation>그 밖의 것</translation>
    </message>
</context>
<context>
    <name>PanicKeys</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Scroll Lock</source>
        <translation>Scroll Lock</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>Right Ctrl</source>
        <translation>오른쪽 Ctrl</translation>
    </message>
    <message>
        <source>tap Shift three times</source>
        <translation>Shift를 세 번 두드리기</translation>
    </message>
    <message>
        <source>press {key}, or tap Shift three times</source>
        <translation>{key} 키를 누르거나 Shift를 세 번 두드리기</translation>
    </message>
    <message>
        <source>press {key}</source>
        <translation>{key} 키 누르기</translation>
    </message>
</context>
<context>
    <name>PassphraseField</name>
    <message>
        <source>hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>암호문 숨기기</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>암호문 보기</translation>
    </message>
</context>
<context>
    <name>PassphraseStep</name>
    <message>
        <source>Step {number} of 3</source>
        <translation>3단계 중 {number}단계</translation>
    </message>
    <message>
        <source>Your passphrase</source>
        <translation>암호문 정하기</translation>
    </message>
    <message>
        <source>Nobody can recover it: not you, not us, no court and no laboratory. If it is forgotten, what is in the library is lost for good.</source>
        <translation>암호문은 누구도 되찾을 수 없습니다. 본인도, 저희도, 법원도, 어떤 연구소도 마찬가지입니다. 잊어버리면 서재의 내용은 영영 사라집니다.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>뒤로</translation>
    </message>
    <message>
        <source>Second passphrase</source>
        <translation>두 번째 암호문</translation>
    </message>
    <message>
        <source>The second one once more</source>
        <translation>두 번째를 한 번 더 입력</translation>
    </message>
    <message>
        <source>The folder always has room for two libraries, and whether the second one is used can&apos;t be seen from outside; this program doesn&apos;t know either. Set it up now, and each passphrase opens its own library. This withstands a look at the disk, not a laboratory, and to hide something from an inspector can be dangerous or against the law. It can be set up later as well.</source>
        <translation>폴더에는 언제나 서재 둘이 들어갈 자리가 있고, 두 번째를 쓰는지는 밖에서 알 수 없습니다. 이 프로그램도 모릅니다. 지금 정해 두면 암호문마다 자기 서재를 엽니다. 디스크를 들여다보는 것은 견디지만 연구소의 분석까지는 아니며, 검사하는 사람에게 무언가를 숨기는 일은 위험하거나 법에 어긋날 수 있습니다. 나중에 정할 수도 있습니다.</translation>
    </message>
    <message>
        <source>No second library</source>
        <translation>두 번째 서재 만들지 않기</translation>
    </message>
    <message>
        <source>A second library behind a second passphrase…</source>
        <translation>두 번째 암호문으로 여는 두 번째 서재…</translation>
    </message>
    <message>
        <source>Making the library…</source>
        <translation>서재를 만드는 중…</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>Both are the same, so nobody could say which library they open. Choose another second one.</source>
        <translation>둘이 같아서 어느 서재를 열어야 할지 알 수 없습니다. 두 번째는 다른 것으로 정해 주세요.</translation>
    </message>
</context>
<context>
    <name>PictureCover</name>
    <message>
        <source>Drop a picture here, or paste one.</source>
        <translation>그림을 여기에 끌어다 놓거나 붙여 넣으세요.</translation>
    </message>
    <message>
        <source>This is no picture that can be shown here.</source>
        <translation>여기에 표시할 수 있는 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>The picture could not be saved. Is the disk full?</source>
        <translation>그림을 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
</context>
<context>
    <name>PictureDialog</name>
    <message>
        <source>Which picture?</source>
        <translation>어떤 그림인가요?</translation>
    </message>
    <message>
        <source>There are no pictures in this folder.</source>
        <translation>이 폴더에는 그림이 없습니다.</translation>
    </message>
</context>
<context>
    <name>PictureFrame</name>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
</context>
<context>
    <name>PinDialog</name>
    <message>
        <source>At least six characters. Letters are welcome, and make it much harder to guess.</source>
        <translation>여섯 자 이상이어야 합니다. 글자를 섞으면 알아맞히기가 훨씬 어려워집니다.</translation>
    </message>
    <message>
        <source>A PIN to come back with</source>
        <translation>돌아올 때 쓸 PIN</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>한 번 더</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>The two are not the same. Type both once more, or look at them with “show”.</source>
        <translation>두 입력이 서로 다릅니다. 둘 다 다시 입력하거나 “보기”로 확인해 주세요.</translation>
    </message>
    <message>
        <source>It needs at least six characters.</source>
        <translation>여섯 자 이상이어야 합니다.</translation>
    </message>
    <message>
        <source>That is among the first that anybody tries. Choose another.</source>
        <translation>누구나 가장 먼저 시도해 볼 만한 PIN입니다. 다른 것을 고르세요.</translation>
    </message>
</context>
<context>
    <name>PinPage</name>
    <message>
        <source>The PIN opens nothing any more. Type your passphrase.</source>
        <translation>PIN으로는 더 이상 열 수 없습니다. 암호문을 입력하세요.</translation>
    </message>
    <message>
        <source>PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Use the passphrase</source>
        <translation>암호문 사용</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>That PIN opens nothing, and can&apos;t be tried again. Type your passphrase.</source>
        <translation>그 PIN으로는 열리지 않으며 다시 시도할 수 없습니다. 암호문을 입력하세요.</translation>
    </message>
    <message numerus="yes">
        <source>That PIN opens nothing. %Ln tries left.</source>
        <translation>
            <numerusform>그 PIN으로는 열리지 않습니다. %Ln번 더 시도할 수 있습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>PlaceStep</name>
    <message>
        <source>Step {number} of 3</source>
        <translation>3단계 중 {number}단계</translation>
    </message>
    <message>
        <source>A library of your own</source>
        <translation>나만의 서재</translation>
    </message>
    <message>
        <source>What you add here is kept encrypted in one folder, opens with your passphrase, and disappears from the screen on one key. Where should that folder be?</source>
        <translation>여기에 추가한 것은 한 폴더에 암호화하여 보관하고, 암호문으로 열며, 키 하나로 화면에서 사라집니다. 그 폴더를 어디에 둘까요?</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>이 컴퓨터에</translation>
    </message>
    <message>
        <source>Beside the program, for example on a memory stick</source>
        <translation>프로그램 옆에 (예: USB 메모리)</translation>
    </message>
    <message>
        <source>In another folder…</source>
        <translation>다른 폴더에…</translation>
    </message>
    <message>
        <source>This place is remembered nowhere, so that nobody can read it off this computer. Note this command: it starts the program with your library.</source>
        <translation>이 위치는 어디에도 기억되지 않으므로, 이 컴퓨터에서 아무도 알아낼 수 없습니다. 다음 명령을 적어 두십시오. 프로그램을 이 서재와 함께 시작합니다.</translation>
    </message>
    <message>
        <source>Command that opens this library</source>
        <translation>이 서재를 여는 명령</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>I have a backup…</source>
        <translation>백업이 있습니다…</translation>
    </message>
    <message>
        <source>Look round first, with a few texts that are thrown away afterwards</source>
        <translation>먼저 둘러보기: 나중에 버려지는 글 몇 편으로</translation>
    </message>
    <message>
        <source>Where should the library be?</source>
        <translation>서재를 어디에 둘까요?</translation>
    </message>
</context>
<context>
    <name>Places</name>
    <message>
        <source>Home</source>
        <translation>홈</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>바탕 화면</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>다운로드</translation>
    </message>
</context>
<context>
    <name>PracticeStep</name>
    <message>
        <source>Step {number} of 3</source>
        <translation>3단계 중 {number}단계</translation>
    </message>
    <message>
        <source>The key that hides everything</source>
        <translation>모두 숨기는 키</translation>
    </message>
    <message>
        <source>One key ends this program&apos;s open half at once. On the screen there is an ordinary notepad. Nothing you have read, marked or added is lost.</source>
        <translation>키 하나로 이 프로그램의 열린 부분이 바로 끝나고, 화면에는 평범한 메모장이 나타납니다. 읽던 곳과 표시한 것, 추가한 것은 하나도 잃지 않습니다.</translation>
    </message>
    <message>
        <source>Try it now, for real: {how}. Come back, and type your passphrase.</source>
        <translation>지금 실제로 해 보세요: {how}. 그런 다음 돌아와서 암호문을 입력하세요.</translation>
    </message>
    <message>
        <source>To come back, in the notepad: hold Ctrl and tap the full stop three times, quickly.</source>
        <translation>돌아오려면 메모장에서 Ctrl을 누른 채 마침표를 빠르게 세 번 누르세요.</translation>
    </message>
    <message>
        <source>Hold Ctrl and tap the full stop three times</source>
        <translation>Ctrl을 누른 채 마침표를 세 번 누르기</translation>
    </message>
    <message>
        <source>After hiding, wait three seconds before you come back: until then the notepad does not listen, so that a key pressed in haste opens nothing.</source>
        <translation>숨긴 뒤에는 3초를 기다렸다가 돌아와 주세요. 그동안은 메모장이 이 키에 반응하지 않으므로, 급히 잘못 누른 키로 서재가 열리는 일이 없습니다.</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>나중에</translation>
    </message>
    <message>
        <source>or</source>
        <translation>또는</translation>
    </message>
</context>
<context>
    <name>PressKeyDialog</name>
    <message>
        <source>Use this key</source>
        <translation>이 키 사용</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Press the key that you want</source>
        <translation>원하는 키를 누르세요</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>키 없이</translation>
    </message>
    <message>
        <source>Three taps of Shift are then the only way.</source>
        <translation>그러면 Shift를 세 번 두드리는 것이 유일한 방법입니다.</translation>
    </message>
    <message>
        <source>It is meant by its place on the keyboard: layouts and input methods change nothing. On many laptops the function keys need Fn held down.</source>
        <translation>키보드에서의 위치로 정해지므로 자판 배열이나 입력기와 상관없습니다. 많은 노트북에서는 기능 키를 쓰려면 Fn을 함께 눌러야 합니다.</translation>
    </message>
    <message>
        <source>Until you choose another, {key} hides everything, also here.</source>
        <translation>다른 키를 고르기 전까지는 여기서도 {key} 키가 모두 숨깁니다.</translation>
    </message>
    <message>
        <source>No key has been pressed yet</source>
        <translation>아직 누른 키가 없습니다</translation>
    </message>
    <message>
        <source>This key can be used.</source>
        <translation>이 키는 쓸 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>ProfileSection</name>
    <message>
        <source>What hides the library by itself</source>
        <translation>서재를 스스로 숨기는 것</translation>
    </message>
    <message>
        <source>While the library is open, things that happen to the machine can end it, as you can by a key. “Hide” brings the cover; “Lock” asks for the passphrase again. Nothing is lost by either.</source>
        <translation>서재가 열려 있는 동안 컴퓨터에 일어나는 일이, 키를 누를 때처럼 서재를 닫을 수 있습니다. “숨기기”는 덮개 화면을 띄우고 “잠그기”는 암호문을 다시 묻습니다. 어느 쪽이든 잃는 것은 없습니다.</translation>
    </message>
    <message>
        <source>This is the demo: what you choose here goes with it.</source>
        <translation>체험용입니다. 여기서 고른 것은 체험이 끝나면 함께 사라집니다.</translation>
    </message>
    <message>
        <source>Your own</source>
        <translation>직접 정함</translation>
    </message>
    <message>
        <source>You have set some of what is below otherwise than the profile has it.</source>
        <translation>아래 항목 가운데 일부를 프로필과 다르게 정했습니다.</translation>
    </message>
    <message>
        <source>Undo that</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Undo what you have set otherwise than the profile</source>
        <translation>프로필과 다르게 정한 것을 되돌리기</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
</context>
<context>
    <name>ProgressDialog</name>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{total} 가운데 {done}</translation>
    </message>
    <message>
        <source>{rate} a second</source>
        <translation>초당 {rate}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>멈추는 중…</translation>
    </message>
    <message numerus="yes">
        <source>about %Ln minute(s) left</source>
        <translation>
            <numerusform>약 %Ln분 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>about %Ln second(s) left</source>
        <translation>
            <numerusform>약 %Ln초 남음</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Progressing</name>
    <message>
        <source>{chapter} · page {page}</source>
        <translation>{chapter} · {page}쪽</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s) left in chapter</source>
        <translation>
            <numerusform>이 장 %Ln쪽 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln page(s) left</source>
        <translation>
            <numerusform>%Ln쪽 남음</numerusform>
        </translation>
    </message>
    <message>
        <source>The chapter ends here</source>
        <translation>장이 여기서 끝납니다</translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left</source>
        <translation>
            <numerusform>%Ln분 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left</source>
        <translation>
            <numerusform>%Ln시간 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln min left in chapter</source>
        <translation>
            <numerusform>이 장 %Ln분 남음</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln h left in chapter</source>
        <translation>
            <numerusform>이 장 %Ln시간 남음</numerusform>
        </translation>
    </message>
    <message>
        <source>Page {page}</source>
        <translation>{page}쪽</translation>
    </message>
</context>
<context>
    <name>QuickReturnSection</name>
    <message>
        <source>Quick return</source>
        <translation>빠른 복귀</translation>
    </message>
    <message>
        <source>After a lock a PIN is enough to come back, for a while and for three tries. Hiding everything, closing and quitting end that at once: then only the passphrase opens the library.</source>
        <translation>잠근 뒤에는 얼마 동안, 세 번까지 PIN만으로 돌아올 수 있습니다. 모두 숨기거나 닫거나 끝내면 그 즉시 사라지고, 그때부터는 암호문으로만 서재가 열립니다.</translation>
    </message>
    <message>
        <source>What it costs: while the library is locked, what opens it stays in the memory of this computer, sealed under the PIN. Whoever can read that memory can try all PINs of six digits within days.</source>
        <translation>그 대가: 서재가 잠겨 있는 동안에도 서재를 여는 것이 PIN으로 봉해진 채 이 컴퓨터의 메모리에 남습니다. 그 메모리를 읽을 수 있는 사람은 며칠 안에 여섯 자리 숫자 PIN을 모두 시도해 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Come back with a PIN</source>
        <translation>PIN으로 돌아오기</translation>
    </message>
    <message>
        <source>The PIN</source>
        <translation>PIN</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>변경…</translation>
    </message>
    <message>
        <source>The new one holds from the next lock on.</source>
        <translation>새 PIN은 다음에 잠글 때부터 쓰입니다.</translation>
    </message>
    <message>
        <source>How long after a lock</source>
        <translation>잠근 뒤 쓸 수 있는 시간</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minute(s)</source>
        <translation>
            <numerusform>%Ln분</numerusform>
        </translation>
    </message>
    <message>
        <source>The time goes on while the computer sleeps.</source>
        <translation>컴퓨터가 절전 상태일 때도 시간은 흐릅니다.</translation>
    </message>
    <message>
        <source>Switch off</source>
        <translation>끄기</translation>
    </message>
    <message>
        <source>Switch on…</source>
        <translation>켜기…</translation>
    </message>
    <message>
        <source>This system has no way to do it safely, so it is not offered here.</source>
        <translation>이 시스템에는 안전하게 할 방법이 없어 제공하지 않습니다.</translation>
    </message>
    <message>
        <source>It is off.</source>
        <translation>꺼져 있습니다.</translation>
    </message>
    <message>
        <source>It is on, but not ready yet: until it is, a lock wants the passphrase.</source>
        <translation>켜져 있지만 아직 준비되지 않았습니다. 준비될 때까지는 잠그면 암호문이 필요합니다.</translation>
    </message>
    <message>
        <source>It is on.</source>
        <translation>켜져 있습니다.</translation>
    </message>
</context>
<context>
    <name>ReadAloud</name>
    <message>
        <source>Looking for a voice…</source>
        <translation>음성을 찾는 중…</translation>
    </message>
    <message>
        <source>Reading aloud: {voice}</source>
        <translation>읽는 중: {voice}</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>잠시 멈춤</translation>
    </message>
</context>
<context>
    <name>ReadingSettings</name>
    <message>
        <source>Reading</source>
        <translation>읽기</translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message>
        <source>Which folder is the backup?</source>
        <translation>어느 폴더가 백업인가요?</translation>
    </message>
    <message>
        <source>What is there now is not overwritten: it is kept beside it, in a folder with a name of its own, until you delete that.</source>
        <translation>지금 있는 것은 덮어쓰지 않습니다. 그 곁에 다른 이름의 폴더로, 직접 삭제할 때까지 보관됩니다.</translation>
    </message>
    <message>
        <source>Put this backup in the place of the damaged library?</source>
        <translation>이 백업을 손상된 서재의 자리에 되돌릴까요?</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>되돌리기</translation>
    </message>
    <message>
        <source>Putting the backup back</source>
        <translation>백업을 되돌리는 중</translation>
    </message>
    <message>
        <source>It opens with what opened it when it was made.</source>
        <translation>백업을 만들 때 열던 것으로 열립니다.</translation>
    </message>
    <message>
        <source>What was there before is kept here, until you delete it:</source>
        <translation>전에 있던 것은 직접 삭제할 때까지 여기에 보관됩니다:</translation>
    </message>
    <message>
        <source>The backup is in its place.</source>
        <translation>백업이 제자리에 놓였습니다.</translation>
    </message>
</context>
<context>
    <name>RemoveCurrentDialog</name>
    <message>
        <source>The library was opened with it this time. Give another one that stays, so that you don&apos;t lock yourself out: nobody could let you in again.</source>
        <translation>지금 서재를 연 것이 바로 이것입니다. 스스로 못 들어오게 되는 일이 없도록, 남겨 둘 다른 것을 하나 입력해 주세요. 그렇게 되면 누구도 다시 열어 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Remove what is in use now?</source>
        <translation>지금 쓰고 있는 것을 제거할까요?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>제거</translation>
    </message>
    <message>
        <source>Another passphrase that stays</source>
        <translation>남겨 둘 다른 암호문</translation>
    </message>
    <message>
        <source>That is the one to be removed. Give another one.</source>
        <translation>그것이 제거할 것입니다. 다른 것을 입력해 주세요.</translation>
    </message>
</context>
<context>
    <name>RenameDialog</name>
    <message>
        <source>It is kept inside the library, and nowhere else.</source>
        <translation>서재 안에만 보관되고, 다른 곳에는 남지 않습니다.</translation>
    </message>
    <message>
        <source>What shall it be called?</source>
        <translation>이름을 무엇으로 할까요?</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>이름 바꾸기</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Added: {count}.</source>
        <translation>추가됨: {count}개.</translation>
    </message>
    <message>
        <source>Here already: {count}.</source>
        <translation>이미 있음: {count}개.</translation>
    </message>
    <message>
        <source>Not added: {count}.</source>
        <translation>추가되지 않음: {count}개.</translation>
    </message>
    <message>
        <source>Files that were not added</source>
        <translation>추가되지 않은 파일</translation>
    </message>
</context>
<context>
    <name>RoomDialog</name>
    <message>
        <source>How much shall be free?</source>
        <translation>얼마나 비워 둘까요?</translation>
    </message>
    <message>
        <source>Both files are always as large as the fuller one needs. Whoever is shown a nearly empty library in a large folder may ask what the room was for. If it was made ahead, that is the answer.</source>
        <translation>두 파일은 언제나 더 많이 찬 쪽에 필요한 크기로 같습니다. 큰 폴더에서 거의 빈 서재를 보게 된 사람은 그 자리가 무엇 때문인지 물을 수 있습니다. 자리를 미리 만들어 두었다면 그것이 답이 됩니다.</translation>
    </message>
    <message>
        <source>Each of the two files grows until it has this much free. They do not shrink again.</source>
        <translation>두 파일이 각각 이만큼 빌 때까지 커집니다. 다시 줄어들지는 않습니다.</translation>
    </message>
    <message>
        <source>How much shall be free</source>
        <translation>비워 둘 크기</translation>
    </message>
    <message>
        <source>Make room</source>
        <translation>자리 만들기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
</context>
<context>
    <name>SafetyPage</name>
    <message>
        <source>Safety</source>
        <translation>안전</translation>
    </message>
</context>
<context>
    <name>SafetySection</name>
    <message>
        <source>Safety</source>
        <translation>안전</translation>
    </message>
    <message>
        <source>What holds on this machine now and what does not: looked at, not assumed.</source>
        <translation>지금 이 컴퓨터에서 무엇이 지켜지고 무엇이 그렇지 않은지 짐작하지 않고 살펴본 결과입니다.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>다시 살펴보기</translation>
    </message>
    <message>
        <source>Does not hold: {fails} · Can&apos;t be told: {unknown} · Holds: {holds}</source>
        <translation>지켜지지 않음: {fails} · 알 수 없음: {unknown} · 지켜짐: {holds}</translation>
    </message>
</context>
<context>
    <name>SafetyWords</name>
    <message>
        <source>Encrypt the swap, or switch it off: as administrator “swapoff -a”, and take its line out of /etc/fstab.</source>
        <translation>스왑을 암호화하거나 끄세요. 관리자 권한으로 “swapoff -a”를 실행하고 /etc/fstab에서 해당 줄을 지우면 됩니다.</translation>
    </message>
    <message>
        <source>Ask whoever set up this machine. Until you know, take it as not encrypted.</source>
        <translation>이 컴퓨터를 설치한 사람에게 물어보세요. 알기 전까지는 암호화되지 않은 것으로 여기세요.</translation>
    </message>
    <message>
        <source>While the library is open, run only programs that you trust.</source>
        <translation>서재가 열려 있는 동안에는 믿을 수 있는 프로그램만 실행하세요.</translation>
    </message>
    <message>
        <source>No swap is in use: memory is not moved to a disk.</source>
        <translation>스왑을 쓰지 않으므로 메모리가 디스크로 옮겨지지 않습니다.</translation>
    </message>
    <message>
        <source>All swap stays in memory, compressed (zram).</source>
        <translation>스왑은 모두 압축되어 메모리에 남습니다(zram).</translation>
    </message>
    <message>
        <source>All swap is encrypted.</source>
        <translation>스왑이 모두 암호화되어 있습니다.</translation>
    </message>
    <message>
        <source>Memory may be moved to {names}, which this system does not encrypt. Text can stay there for months.</source>
        <translation>메모리가 {names}(으)로 옮겨질 수 있는데, 이 시스템은 그곳을 암호화하지 않습니다. 글이 몇 달씩 남아 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Memory may be moved to {names}. Whether that is encrypted can&apos;t be told.</source>
        <translation>메모리가 {names}(으)로 옮겨질 수 있습니다. 그곳이 암호화되어 있는지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>This machine does not hibernate, so memory is not saved whole.</source>
        <translation>이 컴퓨터는 최대 절전 모드를 쓰지 않으므로 메모리가 통째로 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>There is no place on a disk to which this machine could hibernate.</source>
        <translation>이 컴퓨터가 최대 절전 모드로 저장할 곳이 디스크에 없습니다.</translation>
    </message>
    <message>
        <source>When this machine hibernates, memory goes to an encrypted place.</source>
        <translation>최대 절전 모드에 들어가면 메모리는 암호화된 곳에 저장됩니다.</translation>
    </message>
    <message>
        <source>When this machine hibernates, memory is saved to {names}, which this system does not encrypt.</source>
        <translation>최대 절전 모드에 들어가면 메모리가 {names}에 저장되는데, 이 시스템은 그곳을 암호화하지 않습니다.</translation>
    </message>
    <message>
        <source>Use sleep and not hibernation, or encrypt the swap.</source>
        <translation>최대 절전 모드 대신 절전 모드를 쓰거나 스왑을 암호화하세요.</translation>
    </message>
    <message>
        <source>This machine can hibernate. Whether memory is encrypted then can&apos;t be told.</source>
        <translation>이 컴퓨터는 최대 절전 모드를 쓸 수 있습니다. 그때 메모리가 암호화되는지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Use sleep and not hibernation.</source>
        <translation>최대 절전 모드 대신 절전 모드를 쓰세요.</translation>
    </message>
    <message>
        <source>The disk that holds the library is encrypted, beside the library itself.</source>
        <translation>서재 자체와 더불어 서재가 있는 디스크도 암호화되어 있습니다.</translation>
    </message>
    <message>
        <source>Switch the machine off when you leave it: only then is the disk locked.</source>
        <translation>자리를 비울 때는 컴퓨터를 끄세요. 그래야 디스크가 잠깁니다.</translation>
    </message>
    <message>
        <source>The system encrypts the folder that holds the library.</source>
        <translation>시스템이 서재가 있는 폴더를 암호화합니다.</translation>
    </message>
    <message>
        <source>Other folders, and swap, may not be encrypted.</source>
        <translation>다른 폴더와 스왑은 암호화되어 있지 않을 수 있습니다.</translation>
    </message>
    <message>
        <source>The library lies in memory, and is gone with the power.</source>
        <translation>서재가 메모리에 있어 전원이 꺼지면 사라집니다.</translation>
    </message>
    <message>
        <source>The library lies in memory, but memory may be moved to a disk.</source>
        <translation>서재가 메모리에 있지만, 메모리가 디스크로 옮겨질 수 있습니다.</translation>
    </message>
    <message>
        <source>The library is encrypted. The disk around it ({names}) is not, as far as this system can see: it shows that the program is here, and when the library changed.</source>
        <translation>서재는 암호화되어 있습니다. 그러나 이 시스템이 아는 한 서재가 있는 디스크({names})는 그렇지 않아, 이 프로그램이 있다는 것과 서재가 언제 바뀌었는지가 드러납니다.</translation>
    </message>
    <message>
        <source>Encrypt the whole disk, which most systems offer when they are installed, or move the library to an encrypted one.</source>
        <translation>디스크 전체를 암호화하거나(대부분의 시스템은 설치할 때 제안합니다) 서재를 암호화된 디스크로 옮기세요.</translation>
    </message>
    <message>
        <source>The library lies on another machine ({names}), which may keep earlier states of it. How can&apos;t be told.</source>
        <translation>서재가 다른 컴퓨터({names})에 있으며, 그곳에 서재의 이전 상태가 남아 있을 수 있습니다. 어떻게 보관되는지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Move the library to a disk of your own.</source>
        <translation>서재를 본인의 디스크로 옮기세요.</translation>
    </message>
    <message>
        <source>The library is encrypted. Whether the disk around it is as well can&apos;t be told.</source>
        <translation>서재는 암호화되어 있습니다. 서재가 있는 디스크도 그런지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>No list of recent files and no history of a shell names the library&apos;s folder. This program adds to none.</source>
        <translation>최근 파일 목록이나 셸 기록에 서재의 폴더가 나오지 않습니다. 이 프로그램은 그런 목록에 아무것도 더하지 않습니다.</translation>
    </message>
    <message>
        <source>Documents that you opened elsewhere before you added them may be listed there.</source>
        <translation>서재에 추가하기 전에 다른 곳에서 연 문서는 목록에 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Your home folder is indexed by {names}. It finds noise in the library, but may note the folder&apos;s name.</source>
        <translation>홈 폴더를 색인하는 프로그램이 있습니다: {names}. 서재에서는 뜻 없는 데이터만 보이지만, 폴더의 이름은 남길 수 있습니다.</translation>
    </message>
    <message>
        <source>Take the library&apos;s folder out of what is indexed.</source>
        <translation>색인 대상에서 서재의 폴더를 빼세요.</translation>
    </message>
    <message>
        <source>The library&apos;s folder is named in what these programs keep: {names}.</source>
        <translation>다음 프로그램이 보관하는 목록에 서재의 폴더가 나옵니다: {names}.</translation>
    </message>
    <message>
        <source>Delete the entry there.</source>
        <translation>그곳에서 해당 항목을 지우세요.</translation>
    </message>
    <message>
        <source>What these programs keep could not be read: {names}.</source>
        <translation>다음 프로그램이 보관하는 목록을 읽지 못했습니다: {names}.</translation>
    </message>
    <message>
        <source>Look yourself whether the library&apos;s folder is named there.</source>
        <translation>그곳에 서재의 폴더가 나오는지 직접 확인하세요.</translation>
    </message>
    <message>
        <source>Other programs that you run can&apos;t read the memory of this one.</source>
        <translation>본인이 실행하는 다른 프로그램은 이 프로그램의 메모리를 읽을 수 없습니다.</translation>
    </message>
    <message>
        <source>The administrator always can.</source>
        <translation>관리자는 언제나 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>This program runs as the administrator, whose other programs can read its memory.</source>
        <translation>이 프로그램이 관리자 권한으로 실행되고 있어, 관리자의 다른 프로그램이 메모리를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>Start it as an ordinary user.</source>
        <translation>일반 사용자로 시작하세요.</translation>
    </message>
    <message>
        <source>Other programs that you run can read the memory of this one.</source>
        <translation>본인이 실행하는 다른 프로그램이 이 프로그램의 메모리를 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>If this program crashes, nothing of its memory is saved.</source>
        <translation>이 프로그램이 갑자기 종료되어도 메모리는 저장되지 않습니다.</translation>
    </message>
    <message>
        <source>If this program crashes, the system may save its memory to the disk.</source>
        <translation>이 프로그램이 갑자기 종료되면 시스템이 그 메모리를 디스크에 저장할 수 있습니다.</translation>
    </message>
    <message>
        <source>Restart the program. If it stays, switch core dumps off.</source>
        <translation>프로그램을 다시 시작하세요. 그래도 그대로면 코어 덤프를 끄세요.</translation>
    </message>
    <message>
        <source>If the system itself crashes, it saves all of memory to the disk (kdump).</source>
        <translation>시스템 자체가 멈추면 메모리 전체를 디스크에 저장합니다(kdump).</translation>
    </message>
    <message>
        <source>Switch kdump off, unless that disk is encrypted.</source>
        <translation>그 디스크가 암호화되어 있지 않다면 kdump를 끄세요.</translation>
    </message>
    <message>
        <source>Desktops that let a program do that: KDE Plasma, Sway, COSMIC, and every X11 session.</source>
        <translation>이를 허용하는 데스크톱: KDE Plasma, Sway, COSMIC, 그리고 모든 X11 세션.</translation>
    </message>
    <message>
        <source>Click into this window before you press it, or choose “Hide”.</source>
        <translation>이 창을 먼저 클릭한 다음 누르거나, “숨기기”를 선택하세요.</translation>
    </message>
    <message>
        <source>Before you open the library, close programs that record or share the screen.</source>
        <translation>서재를 열기 전에 화면을 녹화하거나 공유하는 프로그램을 닫으세요.</translation>
    </message>
    <message>
        <source>Switch its history off, or copy nothing out of the library.</source>
        <translation>해당 프로그램의 기록을 끄거나, 서재에서 아무것도 복사하지 마세요.</translation>
    </message>
    <message>
        <source>How often the library has ended by itself since the program started: {count}. The cover came each time.</source>
        <translation>프로그램이 시작된 뒤 서재가 스스로 종료된 횟수: {count}. 그때마다 덮개 화면이 나타났습니다.</translation>
    </message>
    <message>
        <source>If it happens again, check the library: Library, Health, Check everything.</source>
        <translation>또 일어나면 서재를 검사하세요. 설정의 서재에서 모두 검사를 선택하면 됩니다.</translation>
    </message>
    <message>
        <source>Look again in a moment.</source>
        <translation>잠시 뒤에 다시 살펴보세요.</translation>
    </message>
    <message>
        <source>It is heard in this window only: this system shows no program the keys of other windows.</source>
        <translation>이 창에서만 작동합니다. 이 시스템은 어떤 프로그램에도 다른 창의 키를 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>It is heard in this window, and in others if the desktop has given us a key for it.</source>
        <translation>이 창에서 작동하며, 데스크톱이 키를 허락했다면 다른 창에서도 작동합니다.</translation>
    </message>
    <message>
        <source>Whether it has is said where the triggers are. Try it once.</source>
        <translation>허락했는지는 자동 숨김 항목에 나와 있습니다. 한 번 시험해 보세요.</translation>
    </message>
    <message>
        <source>It is heard in this window only: this display server does not pass keys on.</source>
        <translation>이 창에서만 작동합니다. 이 디스플레이 서버는 키를 전달하지 않습니다.</translation>
    </message>
    <message>
        <source>This keyboard has no such key.</source>
        <translation>이 키보드에는 그 키가 없습니다.</translation>
    </message>
    <message>
        <source>It is heard in this window only: what listened for it has ended.</source>
        <translation>이 창에서만 작동합니다. 키를 기다리던 부분이 종료되었습니다.</translation>
    </message>
    <message>
        <source>Lock the library and open it again.</source>
        <translation>서재를 잠갔다가 다시 여세요.</translation>
    </message>
    <message>
        <source>It is heard in this window only.</source>
        <translation>이 창에서만 작동합니다.</translation>
    </message>
    <message>
        <source>All that are switched on work on this machine: {total}.</source>
        <translation>켜져 있는 것이 이 컴퓨터에서 모두 작동합니다: {total}.</translation>
    </message>
    <message>
        <source>{working} of {total} work here.</source>
        <translation>{total}개 가운데 {working}개가 여기서 작동합니다.</translation>
    </message>
    <message>
        <source>Choose a more careful profile.</source>
        <translation>더 조심스러운 프로필을 선택하세요.</translation>
    </message>
    <message>
        <source>Not one of them works here.</source>
        <translation>여기서는 하나도 작동하지 않습니다.</translation>
    </message>
    <message>
        <source>Whatever hides the library covers every screen before it closes it.</source>
        <translation>무엇으로 숨기든, 서재를 닫기 전에 모든 화면을 덮습니다.</translation>
    </message>
    <message>
        <source>See which ones do not, and why. Hiding by key works without any of them.</source>
        <translation>어느 것이 왜 작동하지 않는지 보십시오. 키로 숨기기는 이것들 없이도 작동합니다.</translation>
    </message>
    <message>
        <source>The keys that hide everything are heard in every window.</source>
        <translation>모든 것을 숨기는 키가 모든 창에서 들립니다.</translation>
    </message>
    <message>
        <source>What listens for keys has not said yet whether it can.</source>
        <translation>키를 듣는 것이 들을 수 있는지 아직 말하지 않았습니다.</translation>
    </message>
    <message>
        <source>Choose another under “Hiding”. Until then there is the word “Hide”, and, if it is on, Shift tapped three times.</source>
        <translation>“숨기기”에서 다른 키를 고르십시오. 그때까지는 “숨기기” 단추가 있고, 켜져 있다면 Shift 세 번 두드리기도 있습니다.</translation>
    </message>
    <message>
        <source>This desktop lets no program cover everything. Hiding covers what it can, and closes the library at once.</source>
        <translation>이 데스크톱은 어떤 프로그램도 모든 것을 덮게 두지 않습니다. 숨기면 덮을 수 있는 것을 덮고 서재를 곧바로 닫습니다.</translation>
    </message>
    <message>
        <source>Nothing can be put over the screens here. Hiding closes the library without a cover.</source>
        <translation>여기서는 화면 위에 아무것도 띄울 수 없습니다. 숨기면 덮개 화면 없이 서재를 닫습니다.</translation>
    </message>
    <message>
        <source>None is switched on: the library is hidden only by you.</source>
        <translation>켜진 것이 없습니다. 서재는 직접 숨길 때만 숨겨집니다.</translation>
    </message>
    <message>
        <source>See why. Hiding by key works without any of them.</source>
        <translation>이유를 보십시오. 키로 숨기기는 이것들 없이도 작동합니다.</translation>
    </message>
    <message>
        <source>What reads a file can open no other file and reach no network: the system puts two walls around it.</source>
        <translation>파일을 읽는 부분은 다른 파일을 열 수도, 네트워크에 닿을 수도 없습니다. 시스템이 두 겹의 벽을 두릅니다.</translation>
    </message>
    <message>
        <source>What reads a file can open no other file and reach no network. The system puts one wall around it and not two: this kernel has no Landlock.</source>
        <translation>파일을 읽는 부분은 다른 파일을 열 수도, 네트워크에 닿을 수도 없습니다. 이 커널에는 Landlock이 없어 벽이 두 겹이 아니라 한 겹입니다.</translation>
    </message>
    <message>
        <source>Kernels from 5.13 on can have both.</source>
        <translation>5.13 이후의 커널은 둘 다 갖출 수 있습니다.</translation>
    </message>
    <message>
        <source>What reads a file can open no other file and reach no network: the system&apos;s own sandbox is around it.</source>
        <translation>파일을 읽는 부분은 다른 파일을 열 수도, 네트워크에 닿을 수도 없습니다. 시스템이 스스로 벽을 두릅니다.</translation>
    </message>
    <message>
        <source>What reads a file is kept from other files and programs, but this system does not keep it from the network.</source>
        <translation>파일을 읽는 부분은 다른 파일과 프로그램에 닿을 수 없지만, 이 시스템은 네트워크까지는 막지 않습니다.</translation>
    </message>
    <message>
        <source>Before you add a file from somebody you do not trust, go offline.</source>
        <translation>믿지 못할 사람이 보낸 파일을 넣기 전에는 네트워크 연결을 끊으세요.</translation>
    </message>
    <message>
        <source>This system offers no safe place to read files in, so none is added.</source>
        <translation>이 시스템에는 파일을 안전하게 읽을 곳이 없어 아무것도 추가되지 않습니다.</translation>
    </message>
    <message>
        <source>Update the system, or install libseccomp2.</source>
        <translation>시스템을 업데이트하거나 libseccomp2를 설치하세요.</translation>
    </message>
    <message>
        <source>Of the system it may ask only for memory, time and what it was handed (seccomp).</source>
        <translation>시스템에는 메모리와 시각, 그리고 건네받은 것만 청할 수 있습니다(seccomp).</translation>
    </message>
    <message>
        <source>All files are closed to it a second time (Landlock&#xa0;{number}).</source>
        <translation>모든 파일이 한 겹 더 막혀 있습니다(Landlock&#xa0;{number}).</translation>
    </message>
    <message>
        <source>All files and TCP connections are closed to it a second time (Landlock&#xa0;{number}).</source>
        <translation>모든 파일과 TCP 연결이 한 겹 더 막혀 있습니다(Landlock&#xa0;{number}).</translation>
    </message>
    <message>
        <source>All files, TCP connections and signals to other programs are closed to it a second time (Landlock&#xa0;{number}).</source>
        <translation>모든 파일과 TCP 연결, 다른 프로그램에 보내는 신호가 한 겹 더 막혀 있습니다(Landlock&#xa0;{number}).</translation>
    </message>
    <message>
        <source>All files, network connections and signals to other programs are closed to it a second time (Landlock&#xa0;{number}).</source>
        <translation>모든 파일과 네트워크 연결, 다른 프로그램에 보내는 신호가 한 겹 더 막혀 있습니다(Landlock&#xa0;{number}).</translation>
    </message>
    <message>
        <source>Everything that it has not open already is denied (macOS sandbox).</source>
        <translation>이미 열려 있는 것 말고는 모두 거부됩니다(macOS 샌드박스).</translation>
    </message>
    <message>
        <source>It has no rights of yours: not to your files, not to other programs (restricted token).</source>
        <translation>파일에도 다른 프로그램에도 사용자의 권한을 갖지 못합니다(제한된 토큰).</translation>
    </message>
    <message>
        <source>It can never gain rights that it does not have.</source>
        <translation>없는 권한을 새로 얻을 수 없습니다.</translation>
    </message>
    <message>
        <source>It can start no program and no other process.</source>
        <translation>프로그램도 다른 프로세스도 시작할 수 없습니다.</translation>
    </message>
    <message>
        <source>Memory: at most {size}.</source>
        <translation>메모리: 최대 {size}.</translation>
    </message>
    <message>
        <source>Memory: this system sets it no limit.</source>
        <translation>메모리: 이 시스템은 한도를 두지 않습니다.</translation>
    </message>
    <message>
        <source>Processor time: at most {minutes} minutes, and while a file is added far less.</source>
        <translation>프로세서 시간: 최대 {minutes}분, 파일을 넣는 동안에는 훨씬 적습니다.</translation>
    </message>
    <message>
        <source>Screenshots and recordings do not show the windows of the library.</source>
        <translation>스크린샷과 녹화에 서재의 창이 보이지 않습니다.</translation>
    </message>
    <message>
        <source>A camera does.</source>
        <translation>카메라에는 보입니다.</translation>
    </message>
    <message>
        <source>Screenshots and recordings show the windows, as you wished.</source>
        <translation>원하신 대로 스크린샷과 녹화에 창이 보입니다.</translation>
    </message>
    <message>
        <source>When you have presented, keep them out again, below.</source>
        <translation>발표가 끝나면 아래에서 다시 보이지 않게 하세요.</translation>
    </message>
    <message>
        <source>Screenshots and recordings show the windows. On this system no program can prevent that.</source>
        <translation>스크린샷과 녹화에 창이 보입니다. 이 시스템에서는 어떤 프로그램도 이를 막을 수 없습니다.</translation>
    </message>
    <message>
        <source>The system did not keep the windows out of screenshots and recordings.</source>
        <translation>시스템이 창을 스크린샷과 녹화에서 빼 주지 않았습니다.</translation>
    </message>
    <message>
        <source>No clipboard manager that this program knows is running.</source>
        <translation>이 프로그램이 아는 클립보드 관리자는 실행되고 있지 않습니다.</translation>
    </message>
    <message>
        <source>This keeps what is copied: {names}. Copies from the library ask not to be kept and are emptied after 30 seconds, but not every program obeys.</source>
        <translation>복사한 것을 보관하는 프로그램이 있습니다: {names}. 서재에서 복사한 것은 보관하지 말라는 표시가 붙고 30초 뒤에 비워지지만, 모든 프로그램이 따르지는 않습니다.</translation>
    </message>
    <message>
        <source>A clipboard manager is running. Copies from the library ask not to be kept and are emptied after 30 seconds, but not every program obeys.</source>
        <translation>클립보드 관리자가 실행되고 있습니다. 서재에서 복사한 것은 보관하지 말라는 표시가 붙고 30초 뒤에 비워지지만, 모든 프로그램이 따르지는 않습니다.</translation>
    </message>
    <message>
        <source>Other programs of this Wayland session do not see the keys that you press here, nor the screen without asking you.</source>
        <translation>이 Wayland 세션의 다른 프로그램은 여기서 누르는 키를 보지 못하고, 묻지 않고는 화면도 보지 못합니다.</translation>
    </message>
    <message>
        <source>Other programs of this Wayland session do not see the keys that you press here, but any of them can record the screen.</source>
        <translation>이 Wayland 세션의 다른 프로그램은 여기서 누르는 키를 보지 못하지만, 어느 것이나 화면을 녹화할 수 있습니다.</translation>
    </message>
    <message>
        <source>Other programs of this Wayland session do not see the keys that you press here. Whether they can record the screen can&apos;t be told.</source>
        <translation>이 Wayland 세션의 다른 프로그램은 여기서 누르는 키를 보지 못합니다. 화면을 녹화할 수 있는지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Every program of this X11 session can see the screen and every key.</source>
        <translation>이 X11 세션의 모든 프로그램이 화면과 모든 키를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>This window is shown by way of Xwayland: programs that are too can see it, and the keys pressed in it.</source>
        <translation>이 창은 Xwayland를 거쳐 표시됩니다. 마찬가지로 Xwayland를 쓰는 프로그램은 이 창과 여기서 누르는 키를 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>What kind of display this window is on can&apos;t be told.</source>
        <translation>이 창이 어떤 종류의 화면에 있는지 알 수 없습니다.</translation>
    </message>
    <message>
        <source>The system&apos;s accessibility is off: nobody asks what the windows say.</source>
        <translation>시스템의 접근성 기능이 꺼져 있어, 창의 내용을 묻는 프로그램이 없습니다.</translation>
    </message>
    <message>
        <source>The system&apos;s accessibility is on: programs that use it can read what the windows say.</source>
        <translation>시스템의 접근성 기능이 켜져 있어, 이를 쓰는 프로그램이 창의 내용을 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>If you need no screen reader, switch it off in the system&apos;s settings.</source>
        <translation>화면 낭독기가 필요 없다면 시스템 설정에서 끄세요.</translation>
    </message>
    <message>
        <source>No input method that this program knows is running.</source>
        <translation>이 프로그램이 아는 입력기는 실행되고 있지 않습니다.</translation>
    </message>
    <message>
        <source>This is running: {names}. All fields ask it to learn nothing; whether it obeys can&apos;t be told.</source>
        <translation>실행 중인 입력기: {names}. 모든 입력란은 아무것도 학습하지 말라고 요청하지만, 따르는지는 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Switch its learning off in its own settings.</source>
        <translation>입력기 설정에서 학습 기능을 끄세요.</translation>
    </message>
    <message>
        <source>Unexpected ends</source>
        <translation>뜻밖의 종료</translation>
    </message>
    <message>
        <source>Hiding by key in other windows</source>
        <translation>다른 창에서 키로 숨기기</translation>
    </message>
    <message>
        <source>Cover over every screen</source>
        <translation>모든 화면의 덮개</translation>
    </message>
    <message>
        <source>What hides the library by itself</source>
        <translation>서재를 스스로 숨기는 것</translation>
    </message>
    <message>
        <source>Walls around what reads files</source>
        <translation>파일을 읽는 부분을 둘러싼 벽</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>스왑</translation>
    </message>
    <message>
        <source>Hibernation</source>
        <translation>최대 절전 모드</translation>
    </message>
    <message>
        <source>Disk of the library</source>
        <translation>서재가 있는 디스크</translation>
    </message>
    <message>
        <source>Screen capture</source>
        <translation>화면 캡처</translation>
    </message>
    <message>
        <source>Clipboard managers</source>
        <translation>클립보드 관리자</translation>
    </message>
    <message>
        <source>Lists of recent files</source>
        <translation>최근 파일 목록</translation>
    </message>
    <message>
        <source>Memory and other programs</source>
        <translation>메모리와 다른 프로그램</translation>
    </message>
    <message>
        <source>Memory dumps</source>
        <translation>메모리 덤프</translation>
    </message>
    <message>
        <source>Screen, keys and other programs</source>
        <translation>화면, 키와 다른 프로그램</translation>
    </message>
    <message>
        <source>Accessibility</source>
        <translation>접근성</translation>
    </message>
    <message>
        <source>Input methods</source>
        <translation>입력기</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>지켜짐</translation>
    </message>
    <message>
        <source>Does not hold</source>
        <translation>지켜지지 않음</translation>
    </message>
    <message>
        <source>Can&apos;t be told</source>
        <translation>알 수 없음</translation>
    </message>
    <message>
        <source>The system was asked and gave no answer in time.</source>
        <translation>시스템에 물었지만 제때 답이 오지 않았습니다.</translation>
    </message>
    <message>
        <source>Look again. Until you know, take it that it does not hold.</source>
        <translation>다시 살펴보세요. 알기 전까지는 지켜지지 않는 것으로 여기세요.</translation>
    </message>
    <message>
        <source>It can&apos;t be found out on this system.</source>
        <translation>이 시스템에서는 알아낼 수 없습니다.</translation>
    </message>
    <message>
        <source>Until you know, take it that it does not hold.</source>
        <translation>알기 전까지는 지켜지지 않는 것으로 여기세요.</translation>
    </message>
</context>
<context>
    <name>SecondShelfSection</name>
    <message>
        <source>A second library</source>
        <translation>두 번째 서재</translation>
    </message>
    <message>
        <source>The folder always has room for two libraries of one size, and each opens with passphrases of its own. Nobody, this program included, can tell whether the other one is used.</source>
        <translation>폴더에는 언제나 크기가 같은 서재 둘이 들어갈 자리가 있고, 저마다 자기 암호문으로 열립니다. 다른 서재를 쓰는지는 이 프로그램을 포함해 누구도 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Set up the other library</source>
        <translation>다른 서재 만들기</translation>
    </message>
    <message>
        <source>Makes it new and empty, with a passphrase of its own. If it holds something, that is lost.</source>
        <translation>고유한 암호문으로 새로 비워서 만듭니다. 무언가 들어 있다면 사라집니다.</translation>
    </message>
    <message>
        <source>Set up…</source>
        <translation>만들기…</translation>
    </message>
    <message>
        <source>Whatever the other library holds will be lost.</source>
        <translation>다른 서재에 든 것은 모두 사라집니다.</translation>
    </message>
    <message>
        <source>The program can&apos;t know whether the other library is in use. If it is, all that is in it is lost for good, and its passphrases open nothing any more.</source>
        <translation>다른 서재를 쓰고 있는지 프로그램은 알 수 없습니다. 쓰고 있다면 그 안의 모든 것이 영영 사라지고, 그 암호문으로는 아무것도 열리지 않게 됩니다.</translation>
    </message>
    <message>
        <source>Go on only if you know that it is empty, or want it to be.</source>
        <translation>비어 있음을 알거나 비우고 싶을 때만 계속하세요.</translation>
    </message>
    <message>
        <source>overwrite</source>
        <comment>the word to type</comment>
        <translation>덮어쓰기</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>What shall open the other library?</source>
        <translation>다른 서재를 무엇으로 열까요?</translation>
    </message>
    <message>
        <source>Choose something that opens nothing here yet. At the prompt it leads to the other library.</source>
        <translation>여기서 아직 아무것도 열지 않는 것을 고르세요. 입력하면 다른 서재로 들어갑니다.</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>만들기</translation>
    </message>
    <message>
        <source>Setting up the other library</source>
        <translation>다른 서재를 만드는 중</translation>
    </message>
    <message>
        <source>This takes some seconds.</source>
        <translation>몇 초 걸립니다.</translation>
    </message>
    <message>
        <source>The other library is ready.</source>
        <translation>다른 서재가 준비되었습니다.</translation>
    </message>
    <message>
        <source>It is empty. To go there, lock and type its passphrase. Nothing in this library tells of it.</source>
        <translation>비어 있습니다. 들어가려면 잠근 다음 그 암호문을 입력하세요. 이 서재에는 그것을 알려 주는 것이 없습니다.</translation>
    </message>
</context>
<context>
    <name>SeekLine</name>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
</context>
<context>
    <name>SelectionTelling</name>
    <message>
        <source>{words}, selected</source>
        <translation>{words}, 선택됨</translation>
    </message>
    <message>
        <source>{words}, no longer selected</source>
        <translation>{words}, 선택 해제</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Back to the library (Esc)</source>
        <translation>서재로 돌아가기 (Esc)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>SharedReasons</name>
    <message>
        <source>What this machine does not notice</source>
        <translation>이 컴퓨터가 알아채지 못하는 것</translation>
    </message>
</context>
<context>
    <name>SheetCover</name>
    <message>
        <source>Rent</source>
        <translation>월세</translation>
    </message>
    <message>
        <source>Groceries</source>
        <translation>식비</translation>
    </message>
    <message>
        <source>Electricity</source>
        <translation>전기료</translation>
    </message>
    <message>
        <source>Water</source>
        <translation>수도료</translation>
    </message>
    <message>
        <source>Telephone</source>
        <translation>통신비</translation>
    </message>
    <message>
        <source>Bus and train</source>
        <translation>교통비</translation>
    </message>
    <message>
        <source>Clothes</source>
        <translation>의류</translation>
    </message>
    <message>
        <source>Savings</source>
        <translation>저축</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>항목</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>예산</translation>
    </message>
    <message>
        <source>Spent</source>
        <translation>지출</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>잔액</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>The sheet could not be saved. Is the disk full?</source>
        <translation>표를 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
</context>
<context>
    <name>SheetHead</name>
    <message>
        <source>Name of the cell</source>
        <translation>셀 이름</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>not understood</source>
        <translation>알 수 없는 식</translation>
    </message>
    <message>
        <source>division by zero</source>
        <translation>0으로 나눔</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>너무 큼</translation>
    </message>
    <message>
        <source>needs itself</source>
        <translation>자기 참조</translation>
    </message>
    <message>
        <source>needs another cell</source>
        <translation>다른 칸 오류</translation>
    </message>
</context>
<context>
    <name>SheetView</name>
    <message>
        <source>Sheet</source>
        <translation>표</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>All</source>
        <translation>전체</translation>
    </message>
    <message>
        <source>Reading now</source>
        <translation>읽는 중</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>읽지 않음</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>다 읽음</translation>
    </message>
    <message>
        <source>All themes</source>
        <translation>모든 테마</translation>
    </message>
    <message>
        <source>Theme: {name}</source>
        <translation>테마: {name}</translation>
    </message>
</context>
<context>
    <name>Simplified</name>
    <message>
        <source>Of this saved page only the article is shown.</source>
        <translation>저장한 이 페이지에서 본문만 표시합니다.</translation>
    </message>
    <message>
        <source>Moving pictures stand still: their first picture is shown.</source>
        <translation>움직이는 그림은 첫 장면만 표시합니다.</translation>
    </message>
    <message>
        <source>Sound is left out.</source>
        <translation>소리는 뺐습니다.</translation>
    </message>
    <message>
        <source>Some characters of special fonts could not be told.</source>
        <translation>특수 글꼴의 일부 글자를 알아내지 못했습니다.</translation>
    </message>
    <message>
        <source>Comments in the margin are left out.</source>
        <translation>여백의 메모는 뺐습니다.</translation>
    </message>
    <message>
        <source>What is embedded in it is not opened; files are listed.</source>
        <translation>안에 끼워 넣은 것은 열지 않고, 파일은 목록으로 보여 줍니다.</translation>
    </message>
    <message>
        <source>A part of the message is encrypted and can&apos;t be shown.</source>
        <translation>편지의 일부가 암호화되어 있어 보여 줄 수 없습니다.</translation>
    </message>
    <message>
        <source>Its pages were laid out as a whole; here the text flows.</source>
        <translation>쪽마다 배치가 정해진 문서이지만 여기서는 글이 이어집니다.</translation>
    </message>
    <message>
        <source>Letters of special fonts are shown in an ordinary one.</source>
        <translation>특수 글꼴의 글자를 보통 글꼴로 표시합니다.</translation>
    </message>
    <message>
        <source>Forms can&apos;t be filled in; their text is shown.</source>
        <translation>양식은 채울 수 없으며 글만 표시합니다.</translation>
    </message>
    <message>
        <source>Text that was marked as hidden is left out.</source>
        <translation>숨김으로 표시된 글은 뺐습니다.</translation>
    </message>
    <message>
        <source>Programs in the document (macros) were not run and are left out.</source>
        <translation>문서 속 프로그램(매크로)은 실행하지 않고 뺐습니다.</translation>
    </message>
    <message>
        <source>The message has more parts than are shown.</source>
        <translation>편지에 여기 보이는 것보다 많은 부분이 있습니다.</translation>
    </message>
    <message>
        <source>Parts that are not understood are left out.</source>
        <translation>이해하지 못한 부분은 뺐습니다.</translation>
    </message>
    <message>
        <source>Formulas are shown as they were typed.</source>
        <translation>수식은 입력된 그대로 표시합니다.</translation>
    </message>
    <message>
        <source>Formulas are written in a line.</source>
        <translation>수식은 한 줄로 풀어 씁니다.</translation>
    </message>
    <message>
        <source>Sound and video are left out.</source>
        <translation>소리와 동영상은 뺐습니다.</translation>
    </message>
    <message>
        <source>The voice that reads it aloud is left out.</source>
        <translation>소리 내어 읽어 주는 음성은 뺐습니다.</translation>
    </message>
    <message>
        <source>Some pages are missing from the file or damaged.</source>
        <translation>일부 쪽이 파일에 없거나 손상되었습니다.</translation>
    </message>
    <message>
        <source>Parts that stand too deep inside others are left out.</source>
        <translation>너무 깊이 겹쳐 있는 부분은 뺐습니다.</translation>
    </message>
    <message>
        <source>Pages that are pictures without text can&apos;t be searched or copied from.</source>
        <translation>글 없이 그림으로만 된 쪽에서는 찾거나 복사할 수 없습니다.</translation>
    </message>
    <message>
        <source>Lines at the head and foot of pages are left out.</source>
        <translation>쪽의 머리글과 바닥글은 뺐습니다.</translation>
    </message>
    <message>
        <source>What stood in places of its own on the page stands in the text.</source>
        <translation>쪽의 정해진 자리에 있던 것을 글 속에 놓았습니다.</translation>
    </message>
    <message>
        <source>Pictures that lie on the internet are not fetched.</source>
        <translation>인터넷에 있는 그림은 가져오지 않습니다.</translation>
    </message>
    <message>
        <source>Cells that only repeat others are left out.</source>
        <translation>되풀이되기만 하는 칸은 뺐습니다.</translation>
    </message>
    <message>
        <source>Readings above characters stand behind them in parentheses.</source>
        <translation>글자 위의 독음을 글자 뒤 괄호 안에 씁니다.</translation>
    </message>
    <message>
        <source>Programs in the page were not run and are left out.</source>
        <translation>페이지 속 프로그램은 실행하지 않고 뺐습니다.</translation>
    </message>
    <message>
        <source>A signature of the message was not checked.</source>
        <translation>편지의 서명은 확인하지 않았습니다.</translation>
    </message>
    <message>
        <source>Words in drawings are not drawn; beside it, or by search, they are found.</source>
        <translation>그림 속 글자는 그려지지 않습니다. 그림 옆에서 또는 검색으로 찾을 수 있습니다.</translation>
    </message>
    <message>
        <source>Some symbols of special fonts could not be told.</source>
        <translation>특수 글꼴의 일부 기호를 알아내지 못했습니다.</translation>
    </message>
    <message>
        <source>A table too intricate for this page is written cell after cell.</source>
        <translation>너무 복잡한 표는 칸을 차례로 풀어 썼습니다.</translation>
    </message>
    <message>
        <source>A table is longer than is shown here; its end is left out.</source>
        <translation>표가 여기 보이는 것보다 길어 끝부분을 뺐습니다.</translation>
    </message>
    <message>
        <source>The text is longer than is shown here; its end is left out.</source>
        <translation>글이 여기 보이는 것보다 길어 끝부분을 뺐습니다.</translation>
    </message>
    <message>
        <source>Text boxes stand in the text where they were fastened.</source>
        <translation>글상자를 고정된 자리의 글 속에 놓았습니다.</translation>
    </message>
    <message>
        <source>Tracked changes are shown as if they had been accepted.</source>
        <translation>변경 내용 추적은 모두 받아들인 것으로 표시합니다.</translation>
    </message>
    <message>
        <source>Video is left out.</source>
        <translation>동영상은 뺐습니다.</translation>
    </message>
    <message>
        <source>The saved page was cut short when it was saved.</source>
        <translation>이 페이지는 저장될 때 끝이 잘렸습니다.</translation>
    </message>
    <message>
        <source>Vertical text is set in lines from side to side.</source>
        <translation>세로쓰기를 가로쓰기로 표시합니다.</translation>
    </message>
    <message>
        <source>An attachment in a mail program&apos;s own format is not opened.</source>
        <translation>메일 프로그램 고유 형식의 첨부 파일은 열지 않습니다.</translation>
    </message>
    <message>
        <source>Some of it is shown in a simpler way than it was meant.</source>
        <translation>일부를 원래보다 단순하게 표시했습니다.</translation>
    </message>
</context>
<context>
    <name>SlideSection</name>
    <message>
        <source>On another screen</source>
        <translation>다른 화면</translation>
    </message>
    <message>
        <source>What a projector or a second screen shows from the moment the library is hidden until you come back, press Escape there or click it. It lies open on the disk, like the cover.</source>
        <translation>서재를 숨긴 때부터 다시 돌아오거나 그 화면에서 Esc 키를 누르거나 클릭할 때까지 프로젝터나 두 번째 화면에 보이는 것입니다. 덮개 화면처럼 디스크에 암호화되지 않은 채 놓입니다.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>The colour of the cover, for a moment.</source>
        <translation>덮개 화면의 색이 잠깐 보입니다.</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>선택…</translation>
    </message>
    <message>
        <source>This is no picture that can be shown here.</source>
        <translation>여기에서 보일 수 있는 그림이 아닙니다.</translation>
    </message>
    <message>
        <source>The choice could not be saved. Is the disk full?</source>
        <translation>선택을 저장하지 못했습니다. 디스크가 가득 찼나요?</translation>
    </message>
    <message>
        <source>Nothing is saved in the first seconds after hiding. Try again in a moment.</source>
        <translation>숨긴 뒤 처음 몇 초 동안은 아무것도 저장하지 않습니다. 잠시 뒤에 다시 해 보세요.</translation>
    </message>
    <message>
        <source>A colour</source>
        <translation>색</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>문구</translation>
    </message>
    <message>
        <source>Back in ten minutes</source>
        <translation>10분 뒤에 돌아옵니다</translation>
    </message>
    <message>
        <source>Chosen</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>사용</translation>
    </message>
    <message>
        <source>The one that you chose is shown.</source>
        <translation>선택한 그림이 보입니다.</translation>
    </message>
    <message>
        <source>One of your files, as large as it fits, on the colour above.</source>
        <translation>본인의 파일 가운데 하나를 위의 색 위에 화면에 맞는 크기로 보입니다.</translation>
    </message>
</context>
<context>
    <name>SpaceSection</name>
    <message>
        <source>Space</source>
        <translation>공간</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>How full the file of this library is</source>
        <translation>이 서재의 파일이 찬 정도</translation>
    </message>
    <message>
        <source>Make room ahead</source>
        <translation>자리를 미리 만들기</translation>
    </message>
    <message>
        <source>Lets the files grow before they need to, so that a large folder tells nothing.</source>
        <translation>필요하기 전에 파일을 키워, 폴더가 커도 아무것도 알 수 없게 합니다.</translation>
    </message>
    <message>
        <source>Make room…</source>
        <translation>자리 만들기…</translation>
    </message>
    <message>
        <source>Making room</source>
        <translation>자리를 만드는 중</translation>
    </message>
    <message>
        <source>Compact into a new folder</source>
        <translation>새 폴더로 줄이기</translation>
    </message>
    <message>
        <source>The files grow and never shrink. This copies everything into a new folder, where they are no larger than they need to be. The folder you have now stays until you erase it.</source>
        <translation>파일은 커지기만 하고 줄지 않습니다. 모든 것을 필요한 만큼의 크기로 새 폴더에 복사합니다. 지금의 폴더는 직접 지울 때까지 남습니다.</translation>
    </message>
    <message>
        <source>Compact…</source>
        <translation>줄이기…</translation>
    </message>
    <message>
        <source>This library holds {used}. There is room for {free} more before its file grows.</source>
        <translation>이 서재에는 {used}가 들어 있습니다. 파일이 커지기 전에 {free}가 더 들어갑니다.</translation>
    </message>
    <message>
        <source>The folder takes {vault} on the disk, whatever the other library holds: both files are always of one size. The disk has {disk} free.</source>
        <translation>폴더는 다른 서재에 무엇이 들었든 디스크에서 {vault}를 차지합니다. 두 파일은 언제나 크기가 같습니다. 디스크에는 {disk}가 비어 있습니다.</translation>
    </message>
</context>
<context>
    <name>SpeechAgreement</name>
    <message>
        <source>To be read aloud, the text leaves this program: your system&apos;s speech service gets it, one sentence at a time. Whoever is within hearing hears it too; earphones help.</source>
        <translation>소리 내어 읽으려면 글이 이 프로그램 밖으로 나갑니다. 시스템의 음성 서비스가 한 번에 한 문장씩 받습니다. 가까이 있는 사람에게도 들리므로 이어폰을 쓰는 것이 좋습니다.</translation>
    </message>
    <message>
        <source>When you hide or lock the library, the voice stops at once, in the middle of a word.</source>
        <translation>서재를 숨기거나 잠그면 음성은 단어 중간이라도 곧바로 멈춥니다.</translation>
    </message>
    <message>
        <source>The voice should stop when you hide or lock the library. On this kind of system nobody has tried it: do so before you rely on it.</source>
        <translation>서재를 숨기거나 잠그면 음성이 멈추어야 합니다. 이 종류의 시스템에서는 아직 시험해 본 사람이 없으니, 믿기 전에 직접 시험해 보세요.</translation>
    </message>
    <message>
        <source>The speech service of this system is set to write what it speaks into a log, where anybody with this computer can read it. Change that first: LogLevel in speechd.conf, Debug in its modules.</source>
        <translation>이 시스템의 음성 서비스는 읽은 글을 로그에 적도록 설정되어 있어, 이 컴퓨터를 쓰는 누구나 읽을 수 있습니다. 먼저 그 설정을 바꾸세요: speechd.conf의 LogLevel, 모듈의 Debug.</translation>
    </message>
    <message>
        <source>That the service has been running can be seen; as long as it runs, what it said last is in memory.</source>
        <translation>음성 서비스가 실행되었다는 것은 알아볼 수 있습니다. 서비스가 실행되는 동안에는 마지막으로 읽은 문장이 메모리에 남아 있습니다.</translation>
    </message>
    <message>
        <source>Never read aloud</source>
        <translation>읽지 않기로 하기</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>지금은 아니요</translation>
    </message>
    <message>
        <source>Read aloud</source>
        <translation>소리 내어 읽기</translation>
    </message>
    <message>
        <source>Reading aloud is switched off. Switch it on?</source>
        <translation>소리 내어 읽기가 꺼져 있습니다. 켤까요?</translation>
    </message>
    <message>
        <source>Before anything is read aloud</source>
        <translation>소리 내어 읽기 전에</translation>
    </message>
</context>
<context>
    <name>SpeechBar</name>
    <message>
        <source>Pause</source>
        <translation>잠시 멈춤</translation>
    </message>
    <message>
        <source>Speed {speed}</source>
        <translation>속도 {speed}</translation>
    </message>
    <message>
        <source>Voice: {name}</source>
        <translation>음성: {name}</translation>
    </message>
    <message>
        <source>Voice</source>
        <translation>목소리</translation>
    </message>
    <message>
        <source>Go on reading aloud</source>
        <translation>이어서 읽기</translation>
    </message>
    <message>
        <source>Describe pictures</source>
        <translation>그림 설명 읽기</translation>
    </message>
    <message>
        <source>Stop after a while</source>
        <translation>시간이 지나면 멈추기</translation>
    </message>
    <message numerus="yes">
        <source>%Ln minutes</source>
        <translation>
            <numerusform>%Ln분</numerusform>
        </translation>
    </message>
    <message>
        <source>Not by itself</source>
        <translation>저절로 멈추지 않음</translation>
    </message>
</context>
<context>
    <name>SpeechWords</name>
    <message>
        <source>Reading aloud needs a part of Qt that is not installed here: the package PySide6-Addons.</source>
        <translation>소리 내어 읽으려면 여기에 설치되지 않은 Qt 구성 요소가 필요합니다: PySide6-Addons 패키지.</translation>
    </message>
    <message>
        <source>This system offers no voice.</source>
        <translation>이 시스템에는 음성이 없습니다.</translation>
    </message>
    <message>
        <source>The system&apos;s speech service has given up. Try again.</source>
        <translation>시스템의 음성 서비스가 멈추었습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The system&apos;s speech service does not answer. Try again.</source>
        <translation>시스템의 음성 서비스가 응답하지 않습니다. 다시 시도하세요.</translation>
    </message>
    <message>
        <source>Nothing is read aloud here: this system reaches its speech service by the network, and the text could leave the machine (SPEECHD_ADDRESS).</source>
        <translation>여기서는 소리 내어 읽지 않습니다. 이 시스템은 네트워크를 거쳐 음성 서비스에 연결하므로 글이 컴퓨터 밖으로 나갈 수 있습니다 (SPEECHD_ADDRESS).</translation>
    </message>
    <message>
        <source>This system has no voice for this language: {language}.</source>
        <translation>이 시스템에는 이 언어의 음성이 없습니다: {language}.</translation>
    </message>
    <message>
        <source>There is nothing to read aloud from here on.</source>
        <translation>여기서부터는 소리 내어 읽을 것이 없습니다.</translation>
    </message>
    <message>
        <source>Install Speech Dispatcher and a voice, such as the packages speech-dispatcher and espeak-ng.</source>
        <translation>Speech Dispatcher와 음성을 설치하세요. 예: speech-dispatcher와 espeak-ng 패키지.</translation>
    </message>
    <message>
        <source>Add one in Windows&apos; settings: Time &amp; language, Speech.</source>
        <translation>Windows 설정의 시간 및 언어, 음성에서 추가하세요.</translation>
    </message>
    <message>
        <source>Add one in the system&apos;s settings: Accessibility, Spoken Content.</source>
        <translation>시스템 설정의 손쉬운 사용, 말하기 콘텐츠에서 추가하세요.</translation>
    </message>
</context>
<context>
    <name>StateRow</name>
    <message>
        <source>Test</source>
        <translation>시험</translation>
    </message>
    <message>
        <source>Test: {what}</source>
        <translation>시험: {what}</translation>
    </message>
</context>
<context>
    <name>StepRow</name>
    <message>
        <source>{what}: less</source>
        <translation>{what}: 줄이기</translation>
    </message>
    <message>
        <source>{what}: more</source>
        <translation>{what}: 늘리기</translation>
    </message>
</context>
<context>
    <name>StrengthLine</name>
    <message>
        <source>Five or six words that nobody would put together make a good one. Spaces count.</source>
        <translation>서로 아무 관련이 없는 낱말 대여섯 개면 좋은 암호문이 됩니다. 띄어쓰기도 구분합니다.</translation>
    </message>
    <message>
        <source>Weak: a machine that guesses would get there. Add another word or two.</source>
        <translation>약합니다. 기계로 추측하면 알아낼 수 있습니다. 낱말을 한두 개 더해 주세요.</translation>
    </message>
    <message>
        <source>Fair: it holds for a while. Another word makes it hold for long.</source>
        <translation>괜찮습니다. 한동안은 버팁니다. 낱말을 하나 더하면 오래 버팁니다.</translation>
    </message>
    <message>
        <source>Strong, unless it is a saying, a song or something known about you.</source>
        <translation>강합니다. 다만 속담이나 노랫말, 본인에 대해 알려진 내용이면 안 됩니다.</translation>
    </message>
</context>
<context>
    <name>StrengthenDialog</name>
    <message>
        <source>Every guess at it will cost several times as much. Opening with it takes some seconds and one gigabyte of free memory, each time and on each computer. From outside nobody can see that it was done.</source>
        <translation>추측 한 번에 드는 비용이 몇 배로 늘어납니다. 이것으로 열 때마다, 어느 컴퓨터에서나 몇 초와 여유 메모리 1GB가 필요합니다. 이렇게 했는지는 밖에서 아무도 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Strengthen a passphrase or key file</source>
        <translation>암호문이나 키 파일 강화</translation>
    </message>
    <message>
        <source>Strengthen</source>
        <translation>강화</translation>
    </message>
    <message>
        <source>This one has been strengthened already.</source>
        <translation>이미 강화된 것입니다.</translation>
    </message>
</context>
<context>
    <name>SuggestionPanel</name>
    <message>
        <source>Language of the words</source>
        <translation>낱말의 언어</translation>
    </message>
    <message>
        <source>How many words</source>
        <translation>낱말 수</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>낱말 {count}개</translation>
    </message>
    <message>
        <source>Another</source>
        <translation>다른 제안</translation>
    </message>
    <message>
        <source>Use it</source>
        <translation>이것 쓰기</translation>
    </message>
    <message>
        <source>Drawn by lot on this computer. Write it down by hand until you know it, then destroy the paper. “Use it” fills in the first field; type the second one yourself.</source>
        <translation>이 컴퓨터에서 제비뽑기로 고른 것입니다. 외울 때까지만 손으로 적어 두고, 그다음 종이를 없애십시오. “이것 쓰기”는 첫 칸만 채웁니다. 둘째 칸은 직접 입력하십시오.</translation>
    </message>
    <message>
        <source>Suggestion: {words}</source>
        <translation>제안: {words}</translation>
    </message>
</context>
<context>
    <name>TableOpeners</name>
    <message>
        <source>Open the table</source>
        <translation>표 열기</translation>
    </message>
    <message>
        <source>It is too wide for the page: open it at its own size</source>
        <translation>표가 너무 넓습니다. 제 크기로 열기</translation>
    </message>
</context>
<context>
    <name>TablePopup</name>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>닫기 (Esc)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>{columns} columns, {rows} rows</source>
        <translation>{columns}열 {rows}행</translation>
    </message>
</context>
<context>
    <name>Talk</name>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>되지 않았습니다.</translation>
    </message>
</context>
<context>
    <name>ThemeEditor</name>
    <message>
        <source>Your own colours</source>
        <translation>나만의 색</translation>
    </message>
    <message>
        <source>Name, if you like</source>
        <translation>이름 (원한다면)</translation>
    </message>
    <message>
        <source>Name of these colours</source>
        <translation>이 색의 이름</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>종이</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>글자</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>강조색</translation>
    </message>
    <message>
        <source>Hue</source>
        <translation>색상</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>채도</translation>
    </message>
    <message>
        <source>Lightness</source>
        <translation>밝기</translation>
    </message>
    <message>
        <source>Colour as a number, like #F4ECD9</source>
        <translation>#F4ECD9처럼 숫자로 적은 색</translation>
    </message>
    <message>
        <source>Keep and wear</source>
        <translation>저장하고 쓰기</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>Text on paper: {ratio} to 1. Nobody could read this, so it can&apos;t be kept.</source>
        <translation>종이 위 글자: {ratio} 대 1. 아무도 읽을 수 없어서 저장할 수 없습니다.</translation>
    </message>
    <message>
        <source>Text on paper: {ratio} to 1. Weak for a long read; from 7 to 1 on it is good.</source>
        <translation>종이 위 글자: {ratio} 대 1. 오래 읽기에는 약합니다. 7 대 1부터 좋습니다.</translation>
    </message>
    <message>
        <source>Text on paper: {ratio} to 1. Good.</source>
        <translation>종이 위 글자: {ratio} 대 1. 좋습니다.</translation>
    </message>
    <message>
        <source>Links: {ratio} to 1. They will be hard to see; 4.5 to 1 is good.</source>
        <translation>링크: {ratio} 대 1. 잘 보이지 않을 것입니다. 4.5 대 1이면 좋습니다.</translation>
    </message>
</context>
<context>
    <name>Themes</name>
    <message>
        <source>Own colours {number}</source>
        <translation>나만의 색 {number}</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>종이</translation>
    </message>
    <message>
        <source>Sepia</source>
        <translation>세피아</translation>
    </message>
    <message>
        <source>Night</source>
        <translation>밤</translation>
    </message>
    <message>
        <source>Black on white</source>
        <translation>흰 바탕에 검은 글자</translation>
    </message>
    <message>
        <source>White on black</source>
        <translation>검은 바탕에 흰 글자</translation>
    </message>
</context>
<context>
    <name>ThumbnailList</name>
    <message>
        <source>Small pages</source>
        <translation>작은 쪽</translation>
    </message>
</context>
<context>
    <name>Thumbnails</name>
    <message>
        <source>Small pages</source>
        <translation>작은 쪽</translation>
    </message>
</context>
<context>
    <name>Toolbar</name>
    <message>
        <source>Hide everything now: {how}</source>
        <translation>지금 모두 숨기기: {how}</translation>
    </message>
    <message>
        <source>Search in everything</source>
        <translation>모든 문서에서 검색</translation>
    </message>
    <message>
        <source>Search the library</source>
        <translation>서재 검색</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색어 지우기</translation>
    </message>
    <message>
        <source>Sort: {choice}</source>
        <translation>정렬: {choice}</translation>
    </message>
    <message>
        <source>recent</source>
        <translation>최근순</translation>
    </message>
    <message>
        <source>title</source>
        <translation>제목순</translation>
    </message>
    <message>
        <source>author</source>
        <translation>저자순</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>검색</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>추가…</translation>
    </message>
    <message>
        <source>Add files to the library</source>
        <translation>서재에 파일 추가</translation>
    </message>
    <message>
        <source>Lock (Ctrl+L)</source>
        <translation>잠그기 (Ctrl+L)</translation>
    </message>
    <message>
        <source>Lock the library</source>
        <translation>서재 잠그기</translation>
    </message>
    <message>
        <source>Settings (Ctrl+,)</source>
        <translation>설정 (Ctrl+,)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Keys (F1)</source>
        <translation>단축키 (F1)</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>모든 단축키</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Hide everything now</source>
        <translation>지금 모두 숨기기</translation>
    </message>
</context>
<context>
    <name>TrialDialog</name>
    <message>
        <source>This machine would not notice it by itself: the test only shows what would be done.</source>
        <translation>이 컴퓨터는 그 일을 스스로 알아차리지 못합니다. 이 시험은 무엇을 하게 되는지만 보여 줍니다.</translation>
    </message>
    <message>
        <source>What is being added or copied stops. Nothing that is in the library is lost.</source>
        <translation>진행 중인 추가나 복사는 멈춥니다. 서재에 있는 것은 하나도 잃지 않습니다.</translation>
    </message>
    <message>
        <source>Test: {what}</source>
        <translation>시험: {what}</translation>
    </message>
    <message>
        <source>Test now</source>
        <translation>지금 시험</translation>
    </message>
    <message>
        <source>The library closes now, and the prompt asks for the passphrase, as it would then.</source>
        <translation>실제로 그 일이 일어났을 때처럼 지금 서재가 닫히고 암호문을 다시 묻습니다.</translation>
    </message>
    <message>
        <source>The library closes now, and the cover comes, as it would then.</source>
        <translation>실제로 그 일이 일어났을 때처럼 지금 서재가 닫히고 덮개 화면이 나타납니다.</translation>
    </message>
</context>
<context>
    <name>TriggerRow</name>
    <message>
        <source>Off</source>
        <translation>꺼짐</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>살펴보는 중…</translation>
    </message>
    <message>
        <source>Not watched here.</source>
        <translation>여기서는 지켜보지 않습니다.</translation>
    </message>
    <message>
        <source>Works here</source>
        <translation>여기서 작동합니다</translation>
    </message>
    <message>
        <source>Does not work here. Why, and what to do, is said above.</source>
        <translation>여기서는 작동하지 않습니다. 이유와 할 일은 위에 있습니다.</translation>
    </message>
    <message>
        <source>Does not work here. {why}</source>
        <translation>여기서 작동하지 않습니다. {why}</translation>
    </message>
    <message>
        <source>Nothing to watch here. {why}</source>
        <translation>여기에는 지켜볼 것이 없습니다. {why}</translation>
    </message>
</context>
<context>
    <name>TriggerWords</name>
    <message>
        <source>The session is locked</source>
        <translation>세션이 잠김</translation>
    </message>
    <message>
        <source>Another user takes the screen</source>
        <translation>다른 사용자로 전환됨</translation>
    </message>
    <message>
        <source>The screen saver comes up</source>
        <translation>화면 보호기가 켜짐</translation>
    </message>
    <message>
        <source>The machine goes to sleep</source>
        <translation>컴퓨터가 절전 상태로 들어감</translation>
    </message>
    <message>
        <source>The lid is closed</source>
        <translation>덮개를 닫음</translation>
    </message>
    <message>
        <source>The power cable is pulled, or the mains fail</source>
        <translation>전원 케이블이 뽑히거나 전기가 끊김</translation>
    </message>
    <message>
        <source>The battery is almost empty</source>
        <translation>배터리가 거의 다 됨</translation>
    </message>
    <message>
        <source>The medium that holds the library is pulled out</source>
        <translation>서재가 든 저장 장치가 뽑힘</translation>
    </message>
    <message>
        <source>The medium that holds the key file is pulled out</source>
        <translation>키 파일이 든 저장 장치가 뽑힘</translation>
    </message>
    <message>
        <source>A display is connected, taken away or mirrored</source>
        <translation>화면이 연결되거나 분리되거나 복제됨</translation>
    </message>
    <message>
        <source>A network adapter appears</source>
        <translation>네트워크 어댑터가 나타남</translation>
    </message>
    <message>
        <source>A key that the desktop itself keeps for this is pressed</source>
        <translation>데스크톱이 이 일에 쓰려고 따로 둔 키를 누름</translation>
    </message>
    <message>
        <source>Nobody touches the keyboard or the mouse</source>
        <translation>아무도 키보드나 마우스를 건드리지 않음</translation>
    </message>
    <message>
        <source>Leave it in while you read, or switch this off.</source>
        <translation>읽는 동안 꽂아 두거나, 이 항목을 끄세요.</translation>
    </message>
    <message>
        <source>As when a phone or an adapter is plugged in.</source>
        <translation>휴대전화나 어댑터를 꽂을 때가 그렇습니다.</translation>
    </message>
    <message>
        <source>For desktops that show no program the keys of others. The desktop lists it among its own keys, as “Hide”.</source>
        <translation>다른 프로그램의 키를 알려 주지 않는 데스크톱을 위한 것입니다. 데스크톱의 단축키 목록에 ‘Hide’라는 이름으로 나타납니다.</translation>
    </message>
    <message>
        <source>Something else happens to the machine ({name})</source>
        <translation>컴퓨터에 다른 일이 일어남 ({name})</translation>
    </message>
    <message>
        <source>Session and sleep</source>
        <translation>세션과 절전</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>전원</translation>
    </message>
    <message>
        <source>Media</source>
        <translation>저장 장치</translation>
    </message>
    <message>
        <source>Other displays and adapters</source>
        <translation>다른 화면과 어댑터</translation>
    </message>
    <message>
        <source>Nobody there</source>
        <translation>자리를 비움</translation>
    </message>
    <message>
        <source>A key of the desktop</source>
        <translation>데스크톱의 키</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>그 밖</translation>
    </message>
    <message>
        <source>It is just being started.</source>
        <translation>이제 막 시작하는 중입니다.</translation>
    </message>
    <message>
        <source>The system does not answer. Some systems tell no program about this.</source>
        <translation>시스템이 응답하지 않습니다. 이런 일을 프로그램에 알려 주지 않는 시스템도 있습니다.</translation>
    </message>
    <message>
        <source>Nothing on this system tells programs about it. As soon as something does, it works.</source>
        <translation>이 시스템에는 그 일을 프로그램에 알려 주는 것이 없습니다. 생기는 대로 작동합니다.</translation>
    </message>
    <message>
        <source>The system knows of no session that you are logged in to.</source>
        <translation>시스템이 지금 로그인한 세션을 알지 못합니다.</translation>
    </message>
    <message>
        <source>The system has the means to tell, but tells nothing of use.</source>
        <translation>시스템에 알려 줄 수단은 있지만 쓸 만한 것을 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>This machine has no battery, or does not tell of it.</source>
        <translation>이 컴퓨터에는 배터리가 없거나, 있어도 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>This machine has no lid, or does not tell when it is closed.</source>
        <translation>이 컴퓨터에는 덮개가 없거나, 닫혀도 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>There is no display that could be asked.</source>
        <translation>물어볼 수 있는 화면이 없습니다.</translation>
    </message>
    <message>
        <source>This desktop does not tell when somebody last touched anything.</source>
        <translation>이 데스크톱은 마지막으로 무엇을 건드린 때를 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>It lies on a disk inside this machine. On a stick or another disk of its own it works.</source>
        <translation>이 컴퓨터 안의 디스크에 있습니다. USB 메모리나 따로 꽂는 디스크에 있으면 작동합니다.</translation>
    </message>
    <message>
        <source>Where the medium should be there is nothing to watch.</source>
        <translation>저장 장치가 있어야 할 곳에 지켜볼 것이 없습니다.</translation>
    </message>
    <message>
        <source>The system does not tell which network adapters there are.</source>
        <translation>시스템이 어떤 네트워크 어댑터가 있는지 알려 주지 않습니다.</translation>
    </message>
    <message>
        <source>No key file opened the library.</source>
        <translation>키 파일 없이 서재를 열었습니다.</translation>
    </message>
    <message>
        <source>The system does not send this program its messages.</source>
        <translation>시스템이 이 프로그램에 메시지를 보내지 않습니다.</translation>
    </message>
    <message>
        <source>No program can ask this desktop for a key.</source>
        <translation>이 데스크톱에는 프로그램이 키를 요청할 방법이 없습니다.</translation>
    </message>
    <message>
        <source>The desktop has been asked for it, and asks you.</source>
        <translation>데스크톱에 요청했고, 데스크톱이 확인을 묻고 있습니다.</translation>
    </message>
    <message>
        <source>You or the desktop have refused it. It is asked again when the library is opened again.</source>
        <translation>본인이나 데스크톱이 거절했습니다. 서재를 다시 열 때 다시 묻습니다.</translation>
    </message>
    <message>
        <source>Something went wrong with it. It is tried again every few seconds.</source>
        <translation>문제가 생겼습니다. 몇 초마다 다시 시도합니다.</translation>
    </message>
    <message>
        <source>Install and start the package dbus, then log in again.</source>
        <translation>dbus 패키지를 설치하고 시작한 다음 다시 로그인하십시오.</translation>
    </message>
    <message>
        <source>systemd-logind or elogind would: install and start one of them.</source>
        <translation>systemd-logind나 elogind가 알려 줍니다. 둘 중 하나를 설치하고 시작하십시오.</translation>
    </message>
    <message>
        <source>UPower would: install the package upower.</source>
        <translation>UPower가 알려 줍니다. upower 패키지를 설치하십시오.</translation>
    </message>
    <message>
        <source>Log in by the system&apos;s own login screen.</source>
        <translation>시스템의 로그인 화면으로 로그인하십시오.</translation>
    </message>
    <message>
        <source>The system does not allow it, for a reason that has no name here.</source>
        <translation>시스템이 허용하지 않습니다. 까닭은 여기서 알 수 없습니다.</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>숨기기</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>잠그기</translation>
    </message>
    <message>
        <source>Relaxed</source>
        <translation>느슨하게</translation>
    </message>
    <message>
        <source>Mostly locks, so that the prompt is there when you come back; after {minutes} with nobody there too. Everyday things, as a pulled power cable, do nothing.</source>
        <translation>대부분 잠그므로 돌아오면 잠금 해제 창이 있습니다. {minutes} 동안 아무도 없을 때도 그렇습니다. 전원 케이블을 뽑는 것 같은 일상적인 일에는 아무것도 하지 않습니다.</translation>
    </message>
    <message>
        <source>Careful</source>
        <translation>조심스럽게</translation>
    </message>
    <message>
        <source>Hides when something happens to the machine that others may be behind, and after {minutes} with nobody there. Now and then it will hide for nothing.</source>
        <translation>다른 사람이 한 일일 수 있는 무언가가 컴퓨터에 일어나면 숨기고, {minutes} 동안 아무도 없어도 숨깁니다. 가끔은 까닭 없이 숨기기도 합니다.</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>위험할 때</translation>
    </message>
    <message>
        <source>For days when somebody may come to the door. As Careful, but already after {minutes} with nobody there.</source>
        <translation>누군가 찾아올 수 있는 날을 위한 것입니다. ‘조심스럽게’와 같지만 {minutes} 동안 아무도 없으면 바로 숨깁니다.</translation>
    </message>
    <message>
        <source>{count} s</source>
        <translation>{count}초</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count}분</translation>
    </message>
</context>
<context>
    <name>TriggersPage</name>
    <message>
        <source>Hiding</source>
        <translation>숨기기</translation>
    </message>
</context>
<context>
    <name>TypefaceList</name>
    <message>
        <source>Typeface</source>
        <translation>글꼴</translation>
    </message>
    <message>
        <source>Name of a typeface</source>
        <translation>글꼴 이름</translation>
    </message>
    <message>
        <source>Typefaces</source>
        <translation>글꼴 목록</translation>
    </message>
</context>
<context>
    <name>TypographyPanel</name>
    <message>
        <source>Typeface: {name}</source>
        <translation>글꼴: {name}</translation>
    </message>
    <message>
        <source>as the writing asks</source>
        <translation>문자에 맞게</translation>
    </message>
    <message>
        <source>with serifs</source>
        <translation>명조 계열</translation>
    </message>
    <message>
        <source>without serifs</source>
        <translation>고딕 계열</translation>
    </message>
    <message>
        <source>monospaced</source>
        <translation>고정폭</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Line spacing</source>
        <translation>줄 간격</translation>
    </message>
    <message>
        <source>Column width</source>
        <translation>단 너비</translation>
    </message>
    <message>
        <source>Margins</source>
        <translation>여백</translation>
    </message>
    <message>
        <source>Justified lines</source>
        <translation>양끝 맞춤</translation>
    </message>
    <message>
        <source>By the writing</source>
        <translation>문자에 맞게</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>항상</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>안 함</translation>
    </message>
    <message>
        <source>Paragraphs</source>
        <translation>문단</translation>
    </message>
    <message>
        <source>As written</source>
        <translation>문서대로</translation>
    </message>
    <message>
        <source>Spaced</source>
        <translation>띄우기</translation>
    </message>
    <message>
        <source>Indented</source>
        <translation>들여쓰기</translation>
    </message>
    <message>
        <source>Hyphenate words</source>
        <translation>줄 끝에서 단어 나누기</translation>
    </message>
    <message>
        <source>Break lines inside Korean words</source>
        <translation>한글을 글자 단위로 줄바꿈</translation>
    </message>
    <message>
        <source>Letter spacing</source>
        <translation>자간</translation>
    </message>
    <message>
        <source>Weight</source>
        <translation>굵기</translation>
    </message>
    <message>
        <source>Scrolled</source>
        <translation>스크롤</translation>
    </message>
    <message>
        <source>One page</source>
        <translation>한 쪽</translation>
    </message>
    <message>
        <source>Two pages</source>
        <translation>두 쪽</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>쪽</translation>
    </message>
    <message>
        <source>For this document alone</source>
        <translation>이 문서에만</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>기본값으로</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>light</source>
        <translation>가늘게</translation>
    </message>
    <message>
        <source>regular</source>
        <translation>보통</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>조금 굵게</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>굵게</translation>
    </message>
    <message>
        <source>Theme: {name}</source>
        <translation>테마: {name}</translation>
    </message>
    <message>
        <source>Change these colours</source>
        <translation>이 색 바꾸기</translation>
    </message>
    <message>
        <source>Colours of your own</source>
        <translation>나만의 색 만들기</translation>
    </message>
</context>
<context>
    <name>TypographyPopover</name>
    <message>
        <source>Typeface, size and lines</source>
        <translation>글꼴, 크기, 줄 간격</translation>
    </message>
</context>
<context>
    <name>UnlockPage</name>
    <message>
        <source>Passphrase</source>
        <translation>암호문</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>키보드</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Rescue what can be read…</source>
        <translation>읽을 수 있는 것 구하기…</translation>
    </message>
    <message>
        <source>Put a backup back…</source>
        <translation>백업 되돌리기…</translation>
    </message>
    <message>
        <source>Your library is not where it was. If it is on a stick, plug it in and try again.</source>
        <translation>서재가 있던 자리에 없습니다. USB 메모리에 있다면 꽂은 다음 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>That opens nothing here. Check that it is the right key file, and the passphrase if there is one to it.</source>
        <translation>이것으로 열리는 것이 없습니다. 맞는 키 파일인지, 함께 쓰는 암호문이 있다면 그것도 확인해 주세요.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
</context>
<context>
    <name>VaultPage</name>
    <message>
        <source>Library</source>
        <translation>서재</translation>
    </message>
</context>
<context>
    <name>VaultSection</name>
    <message>
        <source>Files are still being added.</source>
        <translation>파일을 아직 추가하고 있습니다.</translation>
    </message>
    <message>
        <source>Wait until they are in, or stop that first.</source>
        <translation>끝날 때까지 기다리거나 먼저 멈추세요.</translation>
    </message>
</context>
<context>
    <name>VaultWords</name>
    <message>
        <source>Part of the file is damaged, or was changed from outside.</source>
        <translation>파일의 일부가 손상되었거나 밖에서 바뀌었습니다.</translation>
    </message>
    <message>
        <source>The order inside the file is damaged.</source>
        <translation>파일 안의 질서가 손상되었습니다.</translation>
    </message>
    <message>
        <source>Something points to what is not there.</source>
        <translation>없는 것을 가리키는 곳이 있습니다.</translation>
    </message>
    <message>
        <source>The two files are not of one size, as after a copy that was cut short.</source>
        <translation>복사가 중간에 끊긴 것처럼 두 파일의 크기가 다릅니다.</translation>
    </message>
    <message>
        <source>Search does not find all that is in the text, or finds what is not. Rebuild the search index.</source>
        <translation>본문에 있는 것이 다 검색되지 않거나 없는 것이 검색됩니다. 검색 색인을 다시 만드세요.</translation>
    </message>
    <message>
        <source>Remains of something deleted. They do no harm; a rescue leaves them behind.</source>
        <translation>삭제된 것의 자취입니다. 해롭지 않으며, 구하기를 하면 남겨 두고 갑니다.</translation>
    </message>
    <message>
        <source>Parts of it are missing. A rescue keeps the rest.</source>
        <translation>일부가 빠져 있습니다. 구하기를 하면 나머지를 건집니다.</translation>
    </message>
    <message>
        <source>It is not of the length that it should be. A rescue keeps what is there.</source>
        <translation>있어야 할 길이와 다릅니다. 구하기를 하면 있는 것을 건집니다.</translation>
    </message>
    <message>
        <source>text</source>
        <translation>본문</translation>
    </message>
    <message>
        <source>title and authors</source>
        <translation>제목과 저자</translation>
    </message>
    <message>
        <source>the original file</source>
        <translation>원본 파일</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>the cover</source>
        <translation>표지</translation>
    </message>
    <message>
        <source>table of contents and links</source>
        <translation>목차와 링크</translation>
    </message>
    <message>
        <source>page numbers</source>
        <translation>쪽 번호</translation>
    </message>
    <message>
        <source>details</source>
        <translation>세부 정보</translation>
    </message>
    <message>
        <source>where you stopped</source>
        <translation>읽던 자리</translation>
    </message>
    <message>
        <source>what you marked in it and chose for it</source>
        <translation>표시한 것과 이 문서에만 고른 설정</translation>
    </message>
    <message>
        <source>the names of its collections</source>
        <translation>들어 있던 모음의 이름</translation>
    </message>
    <message>
        <source>A document without a title</source>
        <translation>제목 없는 문서</translation>
    </message>
    <message>
        <source>The library itself</source>
        <translation>서재 자체</translation>
    </message>
    <message>
        <source>Nothing of it could be read.</source>
        <translation>아무것도 읽지 못했습니다.</translation>
    </message>
    <message>
        <source>Kept, without: {parts}.</source>
        <translation>남김. 빠진 것: {parts}.</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
    <message>
        <source>Opening… {seconds} s</source>
        <translation>여는 중… {seconds}초</translation>
    </message>
    <message>
        <source>Each try takes some seconds. What you type meanwhile does not count; Escape goes back.</source>
        <translation>한 번 시도할 때마다 몇 초가 걸립니다. 그동안 입력한 것은 무시됩니다. Esc를 누르면 돌아갑니다.</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>Opening…</source>
        <translation>여는 중…</translation>
    </message>
</context>
<context>
    <name>WordDialog</name>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>If you are sure, type this word: {word}</source>
        <translation>확실하다면 다음 낱말을 입력하세요: {word}</translation>
    </message>
</context>
<context>
    <name>Wording</name>
    <message>
        <source>Text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>전자 우편</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>웹 페이지</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>Comic</source>
        <translation>만화</translation>
    </message>
    <message>
        <source>Kind of file: {kind}.</source>
        <translation>파일 종류: {kind}.</translation>
    </message>
    <message>
        <source>today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>{percent} % read</source>
        <translation>{percent}% 읽음</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>Something went wrong that has no name yet. Try again; if it stays, restart the program.</source>
        <translation>알 수 없는 문제가 생겼습니다. 다시 시도해 보시고, 계속되면 프로그램을 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>The library&apos;s files gave trouble. Check that their disk is connected, then try again.</source>
        <translation>서재 파일에 문제가 생겼습니다. 디스크가 연결되어 있는지 확인하고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>There is no library in this folder. Check that the right disk is connected, or choose another folder.</source>
        <translation>이 폴더에는 서재가 없습니다. 맞는 디스크가 연결되어 있는지 확인하거나 다른 폴더를 선택해 주세요.</translation>
    </message>
    <message>
        <source>This folder already holds files. Choose an empty folder, so that nothing is overwritten.</source>
        <translation>이 폴더에는 이미 파일이 있습니다. 덮어쓰는 일이 없도록 빈 폴더를 선택해 주세요.</translation>
    </message>
    <message>
        <source>The library&apos;s files are damaged. Leave them as they are: what can still be read can be rescued into a new folder, or a backup can take their place.</source>
        <translation>서재 파일이 손상되었습니다. 그대로 두세요. 아직 읽을 수 있는 것은 새 폴더로 구할 수 있고, 백업으로 대신할 수도 있습니다.</translation>
    </message>
    <message>
        <source>A later version of this program wrote the library. Open it with that version.</source>
        <translation>이 프로그램의 더 새로운 버전에서 쓴 서재입니다. 그 버전으로 열어 주세요.</translation>
    </message>
    <message>
        <source>The library is open in another window or program. Close it there, then try again.</source>
        <translation>서재가 다른 창이나 프로그램에서 열려 있습니다. 그쪽을 닫고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>The folder can&apos;t be written to. Unlock the medium, or copy the folder to a place you can write to.</source>
        <translation>폴더에 쓸 수 없습니다. 매체의 쓰기 잠금을 풀거나, 쓸 수 있는 곳으로 폴더를 복사해 주세요.</translation>
    </message>
    <message>
        <source>That passphrase opens nothing here. Check Caps Lock and the keyboard language, then try again.</source>
        <translation>이 암호문으로 열리는 것이 없습니다. Caps Lock과 키보드 언어를 확인하고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Type a passphrase first.</source>
        <translation>먼저 암호문을 입력해 주세요.</translation>
    </message>
    <message>
        <source>This key file can&apos;t be used. Choose a plain file that is not empty and will never change.</source>
        <translation>이 키 파일은 쓸 수 없습니다. 비어 있지 않고 앞으로 바뀌지 않을 일반 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>That opens nothing here as far as it could be tried. Check it; if it is right, close other programs.</source>
        <translation>시도할 수 있는 데까지는 아무것도 열리지 않았습니다. 다시 확인하고, 맞다면 다른 프로그램을 닫으십시오.</translation>
    </message>
    <message>
        <source>This opens something here already, and nothing was changed. Choose another passphrase or key file.</source>
        <translation>이것으로 이미 열리는 것이 있어 아무것도 바꾸지 않았습니다. 다른 암호문이나 키 파일을 고르십시오.</translation>
    </message>
    <message>
        <source>Four passphrases open this library already. Remove one first.</source>
        <translation>이 서재를 여는 암호문이 이미 네 개입니다. 먼저 하나를 지우십시오.</translation>
    </message>
    <message>
        <source>Nothing else opens this library, so it stays. Add another passphrase first.</source>
        <translation>이 서재를 여는 것이 이것뿐이라 지우지 않았습니다. 먼저 다른 암호문을 더하십시오.</translation>
    </message>
    <message>
        <source>What was read back is not what was copied, so the copy was removed. Use another disk or stick.</source>
        <translation>다시 읽은 내용이 복사한 것과 달라 사본을 지웠습니다. 다른 디스크나 USB를 쓰십시오.</translation>
    </message>
    <message>
        <source>The disk is full, and nothing was changed. Free some space, then try again.</source>
        <translation>디스크가 가득 차서 아무것도 바꾸지 않았습니다. 공간을 비우고 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>This file can&apos;t be taken in. The others are not affected.</source>
        <translation>이 파일은 추가할 수 없습니다. 다른 파일에는 영향이 없습니다.</translation>
    </message>
    <message>
        <source>The file is empty. Copy it again from where it came.</source>
        <translation>파일이 비어 있습니다. 원래 있던 곳에서 다시 복사해 주세요.</translation>
    </message>
    <message>
        <source>The file is damaged or cut short. Copy it again from where it came.</source>
        <translation>파일이 손상되었거나 중간에 끊겼습니다. 원래 있던 곳에서 다시 복사해 주세요.</translation>
    </message>
    <message>
        <source>The file is too large, or grows too large when unpacked. Split it into parts.</source>
        <translation>파일이 너무 크거나, 압축을 풀면 너무 커집니다. 여러 개로 나누어 주세요.</translation>
    </message>
    <message>
        <source>The file is protected by a password of its own. Add it once more and type that password.</source>
        <translation>이 파일은 자체 암호로 보호되어 있습니다. 다시 추가하고 그 암호를 입력하세요.</translation>
    </message>
    <message>
        <source>That is not the file&apos;s password. Check Caps Lock and the keyboard language, then try again.</source>
        <translation>이 파일의 암호가 아닙니다. Caps Lock과 키보드 언어를 확인한 뒤 다시 시도하세요.</translation>
    </message>
    <message>
        <source>The file is protected by a password of its own. Save a copy without it, then add that.</source>
        <translation>파일 자체에 비밀번호가 걸려 있습니다. 비밀번호 없이 저장한 사본을 추가해 주세요.</translation>
    </message>
    <message>
        <source>The file is locked to a shop&apos;s own reader. Look for an edition without that lock.</source>
        <translation>판매처의 전용 리더에서만 열리는 파일입니다. 그런 잠금이 없는 판을 찾아 주세요.</translation>
    </message>
    <message>
        <source>This is not there. Check its name, and that its medium is connected.</source>
        <translation>이 파일이나 폴더가 없습니다. 이름이 맞는지, 저장 장치가 연결되어 있는지 확인해 주세요.</translation>
    </message>
    <message>
        <source>The file went away while it was read. Connect its medium again, then try once more.</source>
        <translation>읽는 도중에 파일이 사라졌습니다. 매체를 다시 연결하고 한 번 더 시도해 주세요.</translation>
    </message>
    <message>
        <source>The file can&apos;t be opened. Check that you are allowed to read it.</source>
        <translation>파일을 열 수 없습니다. 읽기 권한이 있는지 확인해 주세요.</translation>
    </message>
    <message>
        <source>This is a pipe or a device, not a file. Choose a file instead.</source>
        <translation>파일이 아니라 파이프나 장치입니다. 파일을 선택해 주세요.</translation>
    </message>
    <message>
        <source>The file holds no text and no picture, so there is nothing to read.</source>
        <translation>파일에 글도 그림도 없어 읽을 것이 없습니다.</translation>
    </message>
    <message>
        <source>The file could not be read, and the part that tried was stopped. Try again.</source>
        <translation>파일을 읽지 못해 읽기 작업을 중지했습니다. 다시 시도해 주세요.</translation>
    </message>
    <message>
        <source>Reading the file ended without an answer. It may be damaged; copy it again from where it came.</source>
        <translation>파일 읽기가 응답 없이 끝났습니다. 손상되었을 수 있으니 원래 있던 곳에서 다시 복사해 주세요.</translation>
    </message>
    <message>
        <source>The file made its reader misbehave, so it was stopped. Do not trust this file.</source>
        <translation>이 파일 때문에 읽기 작업이 비정상적으로 동작하여 중지했습니다. 이 파일을 믿지 마세요.</translation>
    </message>
    <message>
        <source>This system offers no safe place to read files in, so nothing is added. Update the system.</source>
        <translation>이 시스템에는 파일을 안전하게 읽을 격리 공간이 없어 아무것도 추가하지 않았습니다. 시스템을 업데이트해 주세요.</translation>
    </message>
    <message>
        <source>The library could not be read. Lock it, open it and try again.</source>
        <translation>서재를 읽지 못했습니다. 잠갔다가 다시 열어 시도해 주세요.</translation>
    </message>
    <message>
        <source>This document is no longer in the library.</source>
        <translation>이 문서는 이제 서재에 없습니다.</translation>
    </message>
    <message>
        <source>Part of the protection could not start. Restart the program.</source>
        <translation>보호 기능의 일부가 시작되지 못했습니다. 프로그램을 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>Hiding by key works only while this window has the keyboard: this system hides keys of other windows.</source>
        <translation>키로 숨기기는 이 창이 키보드를 받을 때만 작동합니다. 이 시스템은 다른 창의 키를 보여 주지 않습니다.</translation>
    </message>
    <message>
        <source>Hiding by key works in this window only: this system shows no program the keys of other windows.</source>
        <translation>키로 숨기기는 이 창에서만 작동합니다. 이 시스템은 어떤 프로그램에도 다른 창의 키를 보여 주지 않습니다.</translation>
    </message>
    <message>
        <source>Hiding by key works in this window only: this display server does not pass keys on.</source>
        <translation>키로 숨기기는 이 창에서만 작동합니다. 이 디스플레이 서버는 키를 전달하지 않습니다.</translation>
    </message>
    <message>
        <source>Hiding by key works in this window only: what watched for keys has ended. Lock and open again.</source>
        <translation>키로 숨기기는 이 창에서만 작동합니다. 키를 지켜보던 것이 끝났습니다. 잠갔다가 다시 여십시오.</translation>
    </message>
    <message>
        <source>Hiding by key works in this window only, while it is in front.</source>
        <translation>키로 숨기기는 이 창이 앞에 있을 때, 이 창에서만 작동합니다.</translation>
    </message>
    <message>
        <source>There is no display to draw on. Start the program from a desktop session.</source>
        <translation>표시할 화면이 없습니다. 데스크톱 세션에서 프로그램을 시작해 주세요.</translation>
    </message>
    <message>
        <source>The content is of no kind that can be read here. Texts, books, letters, web pages, PDF and pictures can.</source>
        <translation>여기서 읽을 수 없는 종류의 내용입니다. 텍스트, 책, 문서, 웹 페이지, PDF, 그림은 읽을 수 있습니다.</translation>
    </message>
    <message>
        <source>This kind of file is known, but can&apos;t be read here. Unpack or convert it, then add what comes out.</source>
        <translation>알려진 종류의 파일이지만 여기서는 읽을 수 없습니다. 압축을 풀거나 변환한 뒤 그 결과를 추가하세요.</translation>
    </message>
    <message>
        <source>Reading the file took too long, too much memory or too much room, so it was stopped. Split it into parts.</source>
        <translation>파일을 읽는 데 시간, 메모리 또는 공간이 너무 많이 들어 중단했습니다. 여러 부분으로 나누세요.</translation>
    </message>
    <message>
        <source>A system library that the windows need is missing. Install it, then start again.</source>
        <translation>창을 띄우는 데 필요한 시스템 라이브러리가 없습니다. 설치한 뒤 다시 시작해 주세요.</translation>
    </message>
    <message>
        <source>That command was not understood. Call it with --help to see them all.</source>
        <translation>알 수 없는 명령입니다. --help를 붙이면 모든 명령을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Stopped, as you asked.</source>
        <translation>요청하신 대로 중지했습니다.</translation>
    </message>
    <message>
        <source>Outside this window use the key that your desktop has for it: nothing else is heard there.</source>
        <translation>이 창 밖에서는 데스크톱에 정해 둔 키를 쓰세요. 그 밖의 것은 거기서 들리지 않습니다.</translation>
    </message>
    <message>
        <source>This keyboard has no such key. Three taps of Shift work, and the word “Hide” in this window.</source>
        <translation>이 키보드에는 그 키가 없습니다. Shift를 세 번 두드리거나 이 창의 “숨기기”를 누르면 됩니다.</translation>
    </message>
    <message>
        <source>This keyboard has no such key. Choose another in the settings; until then there is the word “Hide”.</source>
        <translation>이 키보드에는 그런 키가 없습니다. 설정에서 다른 키를 고르세요. 그때까지는 ‘숨기기’ 단추가 있습니다.</translation>
    </message>
    <message>
        <source>The disk is full: adding stopped at “{name}”. Everything before it is kept. About {free} are free there; make room, then add the rest.</source>
        <translation>디스크가 가득 차서 “{name}”에서 추가를 멈췄습니다. 그 앞의 것은 모두 보관되었습니다. 남은 공간은 약 {free}입니다. 공간을 마련한 다음 나머지를 추가해 주세요.</translation>
    </message>
</context>
<context>
    <name>_Counted</name>
    <message numerus="yes">
        <source>%Ln page(s)</source>
        <translation>
            <numerusform>%Ln쪽</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln place(s)</source>
        <translation>
            <numerusform>%Ln곳</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>more than %Ln place(s)</source>
        <translation>
            <numerusform>%Ln곳 이상</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_Editors</name>
    <message>
        <source>Cell {name}</source>
        <translation>칸 {name}</translation>
    </message>
</context>
</TS>
